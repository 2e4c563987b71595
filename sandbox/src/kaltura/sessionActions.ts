import { createHash, timingSafeEqual } from 'node:crypto'
import { type Actions, ANY_CALLER, type Call } from './action.ts'
import { APP_TOKENS, type AppToken } from './appTokens.ts'
import { kalturaException } from './kalturaException.ts'
import { ADMIN_SESSION, formatPrivileges, type Ks, parsePrivileges, USER_SESSION } from './ks.ts'
import { integerOf, textOf } from './parameters.ts'

const DAY_S = 86_400
const WIDGET_PRIVILEGES = 'widget:1'

const nowS = (call: Call): number => Math.floor(call.options.now() / 1000)

const sessionInfo = (ks: Ks): object => ({
  objectType: 'KalturaSessionInfo',
  ks: ks.raw,
  sessionType: ks.type,
  partnerId: ks.partnerId,
  userId: ks.userId,
  expiry: ks.expiresAtS,
  privileges: formatPrivileges(ks.privileges),
})

const isSame = (given: string, expected: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

const start = (call: Call): unknown => {
  const { parameters, options } = call
  const partnerId = integerOf(parameters, 'partnerId') ?? options.partnerId
  const type = integerOf(parameters, 'type') ?? USER_SESSION
  if (type !== USER_SESSION && type !== ADMIN_SESSION) {
    const args = { ENUM_VAL: `${type}`, PARAM_NAME: 'type', ENUM_TYPE: 'KalturaSessionType' }
    return kalturaException('INVALID_ENUM_VALUE', args)
  }
  if (partnerId !== options.partnerId || !isSame(textOf(parameters, 'secret'), options.adminSecret)) {
    return kalturaException('START_SESSION_ERROR', { PID: `${partnerId}` })
  }
  const contents = {
    userId: textOf(parameters, 'userId'),
    type,
    expiresAtS: nowS(call) + (integerOf(parameters, 'expiry') ?? DAY_S),
    privileges: textOf(parameters, 'privileges'),
  }
  return call.sessions.start(contents).raw
}

const startWidgetSession = (call: Call): unknown => {
  const widgetId = textOf(call.parameters, 'widgetId')
  if (widgetId !== `_${call.options.partnerId}`) {
    return kalturaException('INVALID_WIDGET_ID', { WIDGET_ID: widgetId })
  }
  const expiresAtS = nowS(call) + (integerOf(call.parameters, 'expiry') ?? DAY_S)
  const contents = { userId: '0', type: USER_SESSION, expiresAtS, privileges: WIDGET_PRIVILEGES }
  const ks = call.sessions.start(contents)
  return {
    objectType: 'KalturaStartWidgetSessionResponse',
    partnerId: ks.partnerId,
    ks: ks.raw,
    userId: ks.userId,
  }
}

const get = (call: Call): unknown => {
  const other = textOf(call.parameters, 'session')
  if (other === '') return call.ks ? sessionInfo(call.ks) : kalturaException('MISSING_KS')
  const opened = call.sessions.open(other, '')
  if ('ks' in opened) return sessionInfo(opened.ks)
  return kalturaException('START_SESSION_ERROR', { PID: `${call.options.partnerId}` })
}

const end = (call: Call): unknown => {
  if (call.ks) call.sessions.end(call.ks)
  return null
}

/** Privileges that a token's holder can't ask for, unless the token has them with a star. */
const SERVER_PRIVILEGES = new Set([
  ...['edit', 'sview', 'list', 'setrole', 'actionslimit', 'privacycontext', 'iprestrict', 'urirestrict'],
  ...['sessionid', 'virtualeventid', 'searchcontext', 'all', 'widget', 'apptoken', 'download'],
])

const grantedPrivileges = (token: AppToken, requested: string): string => {
  const privileges = new Map(parsePrivileges(token.privileges))
  for (const [name, value] of parsePrivileges(requested)) {
    const own = privileges.get(name)
    const isRefused = own === undefined ? SERVER_PRIVILEGES.has(name) : own !== '*'
    if (!isRefused) privileges.set(name, value)
  }
  privileges.set('sessionid', token.id).set('apptoken', token.id)
  return formatPrivileges(privileges)
}

const startAppSession = (call: Call): unknown => {
  const { parameters, ks } = call
  const id = textOf(parameters, 'id')
  const token = APP_TOKENS.find(candidate => candidate.id === id)
  if (!token) return kalturaException('APP_TOKEN_ID_NOT_FOUND', { ID: id })
  const expected = createHash(token.hashType)
    .update(`${ks?.raw ?? ''}${token.token}`)
    .digest('hex')
  if (!isSame(textOf(parameters, 'tokenHash'), expected)) return kalturaException('INVALID_APP_TOKEN_HASH')
  const contents = {
    userId: token.userId ?? textOf(parameters, 'userId'),
    type: token.type,
    expiresAtS: nowS(call) + Math.min(integerOf(parameters, 'expiry') ?? DAY_S, token.durationS ?? DAY_S),
    privileges: grantedPrivileges(token, textOf(parameters, 'sessionPrivileges')),
  }
  return sessionInfo(call.sessions.start(contents))
}

export const sessionActions: Actions = {
  'session.start': { required: ['secret'], allowed: ANY_CALLER, run: start },
  'session.startwidgetsession': { required: ['widgetId'], allowed: ANY_CALLER, run: startWidgetSession },
  'session.get': { required: [], allowed: ['admin'], run: get },
  'session.end': { required: [], allowed: ANY_CALLER, run: end },
  'apptoken.startsession': {
    required: ['id', 'tokenHash'],
    allowed: ['widget', 'user', 'admin'],
    run: startAppSession,
  },
}
