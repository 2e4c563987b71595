import { createHash } from 'node:crypto'
import type { AppToken, Config } from '../config.ts'
import { FreshCache } from '../platform/freshCache.ts'
import type { Logger } from '../platform/logger.ts'
import { type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { type SessionInfo, startAppSession } from './api/appToken.ts'
import { startWidgetSession } from './api/session.ts'
import type { KalturaAnswer, KalturaClient } from './client.ts'
import { kalturaRefused } from './kalturaFailure.ts'
import type { KalturaSession, SessionSource } from './kalturaSessions.ts'
import { kalturaUserId } from './kalturaUserId.ts'
import { formatPrivileges, PLAYBACK_ROLE, type Privileges, parsePrivileges, SESSION_TYPE } from './session.ts'

interface AppTokenSessionsOptions {
  readonly client: KalturaClient
  readonly partnerId: number
  readonly appTokens: NonNullable<Config['kaltura']['appTokens']>
  readonly clock: RoomClock
  readonly logger: Logger
}

/** Kaltura's KalturaAppTokenHashType values, the likeliest first: nothing but a refusal says which one a token has. */
const HASHES = ['sha256', 'sha1', 'sha512', 'md5'] as const
type Hash = (typeof HASHES)[number]

const WIDGET_SESSION_S = 3_600
/** An id that no entry has: a token that may show all is narrowed to nothing by it. */
const NO_ENTRY = 'none'
/** What Kaltura adds to each session of a token; it gives no rights. */
const OF_THE_TOKEN = ['sessionid', 'apptoken']

/** Somebody's name is nothing for a log. */
const PERSONAL = ['firstName', 'lastName']

interface Contents {
  readonly token: AppToken
  readonly userId: string
  readonly lastsS: number
  /** As `sessionPrivileges`; what the token has by itself comes on top. */
  readonly asked: Privileges
  /** What the answer must have; null where whoever made the token decides. */
  readonly expected: Privileges | null
  readonly type: number
}

/** Sessions that Kaltura starts for our app tokens: the account's secret stays elsewhere. */
export function createAppTokenSessions(options: AppTokenSessionsOptions): SessionSource {
  const { client, partnerId, appTokens, clock, logger } = options
  const hashOf = new Map<string, Hash>()
  const widgets = new FreshCache<{ ks: string }>({
    clock,
    freshMs: (WIDGET_SESSION_S * 1000) / 2,
    staleMs: (WIDGET_SESSION_S * 1000) / 2,
    capacity: 1,
  })

  async function widgetSession(): Promise<Result<{ ks: string }>> {
    return widgets.get('widget', async () => {
      const answer = await startWidgetSession(client, { partnerId, expiry: WIDGET_SESSION_S })
      return answer.kind === 'answer' ? succeed({ ks: answer.value.ks }) : failureOf(answer)
    })
  }

  function startWith(ks: string, hash: Hash, { token, userId, lastsS, asked }: Contents) {
    const tokenHash = createHash(hash).update(`${ks}${token.token.reveal()}`).digest('hex')
    const sessionPrivileges = formatPrivileges(asked)
    return startAppSession(client, ks, {
      id: token.id,
      tokenHash,
      userId,
      expiry: lastsS,
      ...(sessionPrivileges === '' ? {} : { sessionPrivileges }),
    })
  }

  /** Finds out once how a token is hashed. */
  async function startHashed(ks: string, contents: Contents): Promise<KalturaAnswer<SessionInfo>> {
    const known = hashOf.get(contents.token.id)
    let answer: KalturaAnswer<SessionInfo> = { kind: 'refusal', code: 'INVALID_APP_TOKEN_HASH' }
    for (const hash of known ? [known] : HASHES) {
      answer = await startWith(ks, hash, contents)
      if (answer.kind === 'answer') hashOf.set(contents.token.id, hash)
      if (answer.kind !== 'refusal' || answer.code !== 'INVALID_APP_TOKEN_HASH') return answer
    }
    hashOf.delete(contents.token.id)
    return answer
  }

  async function start(contents: Contents): Promise<Result<KalturaSession>> {
    for (const isLastTry of [false, true]) {
      const widget = await widgetSession()
      if (!widget.ok) return widget
      const answer = await startHashed(widget.value.ks, contents)
      if (answer.kind === 'answer') return accept(answer.value, contents)
      if (isLastTry || answer.kind === 'silence' || answer.code !== 'INVALID_KS')
        return refuse(answer, contents)
      widgets.forget('widget', widget.value)
    }
    return kalturaRefused()
  }

  function refuse(answer: Exclude<KalturaAnswer<SessionInfo>, { kind: 'answer' }>, { token }: Contents) {
    if (answer.kind === 'refusal')
      logger.warn('kaltura.appToken.refused', { appTokenId: token.id, code: answer.code })
    return failureOf(answer)
  }

  /** A token that was made differently from what is documented would give away too much, or too little. */
  function accept(info: SessionInfo, contents: Contents): Result<KalturaSession> {
    const { ks, userId, expiry } = info
    const given = without(parsePrivileges(info.privileges ?? ''), OF_THE_TOKEN)
    const fault = faultOf(info, given, contents)
    if (fault === null) return succeed({ ks, partnerId, userId, expiry, privileges: formatPrivileges(given) })
    const shown = (privileges: Privileges) => formatPrivileges(without(privileges, PERSONAL))
    logger.warn('kaltura.appToken.unfit', {
      appTokenId: contents.token.id,
      fault,
      expected: contents.expected ? shown(contents.expected) : 'any',
      given: shown(given),
    })
    return kalturaRefused()
  }

  const ofViewer = { token: appTokens.playback, type: SESSION_TYPE.user }
  const expecting = (sview: string) => ({ sview, setrole: PLAYBACK_ROLE })
  return {
    playback: ({ entryId, userId, lastsS }) =>
      start({
        ...ofViewer,
        userId: kalturaUserId(userId),
        lastsS,
        asked: { sview: entryId },
        expected: expecting(entryId),
      }),
    user: (userId, lastsS) =>
      start({
        ...ofViewer,
        userId: kalturaUserId(userId),
        lastsS,
        asked: { sview: NO_ENTRY },
        expected: expecting(NO_ENTRY),
      }),
    admin: (_purpose, lastsS) =>
      start({
        token: appTokens.admin,
        type: SESSION_TYPE.admin,
        userId: 'kaltura-discord',
        lastsS,
        asked: {},
        expected: null,
      }),
    // Kaltura grants tokens neither a limit of calls nor a group: it may ask the API for what any viewer may.
    room: ({ userId, privileges, lastsS }) =>
      start({
        ...ofViewer,
        userId: kalturaUserId(userId),
        lastsS,
        asked: { ...privileges, sview: NO_ENTRY },
        expected: { ...privileges, ...expecting(NO_ENTRY) },
      }),
    // The group of a token's sessions is the token: all who play anything would be cut off.
    ofGroup: async () => succeed(null),
  }
}

function faultOf(info: SessionInfo, given: Privileges, { type, userId, expected }: Contents): string | null {
  if (info.sessionType !== type) return 'the token has another session type'
  if (expected === null) return null
  // Everybody would be one user.
  if (info.userId !== userId) return 'the token has a user of its own'
  const names = new Set([...Object.keys(given), ...Object.keys(expected)])
  const differs = [...names].some(name => given[name] !== expected[name])
  return differs ? 'the token gives other privileges' : null
}

const without = (privileges: Privileges, names: readonly string[]): Privileges =>
  Object.fromEntries(Object.entries(privileges).filter(([name]) => !names.includes(name)))

const failureOf = (answer: Exclude<KalturaAnswer<unknown>, { kind: 'answer' }>) =>
  answer.kind === 'silence' ? answer.failure : kalturaRefused()
