import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  ADMIN_APP_TOKEN,
  type AppToken,
  MISMADE_APP_TOKENS,
  PLAYBACK_APP_TOKEN,
} from '../../../sandbox/src/kaltura/appTokens.ts'
import { decodeKs, type Ks } from '../../../sandbox/src/kaltura/ks.ts'
import { Secret } from '../platform/secret.ts'
import { startTestKaltura, type TestKaltura } from '../testing/startTestKaltura.ts'
import { createAppTokenSessions } from './appTokenSessions.ts'
import { createKalturaSessions, type KalturaSession, type KalturaSessions } from './kalturaSessions.ts'
import { createSecretSessions } from './secretSessions.ts'

const VIDEO = { entryId: '0_lecture', userId: '1400000000000000001', lastsS: 3_600 }

let kaltura: TestKaltura
beforeAll(async () => {
  kaltura = await startTestKaltura()
})
afterAll(() => kaltura.close())
afterEach(() => {
  kaltura.time.aheadMs = 0
})

const bySecret = (): KalturaSessions =>
  createKalturaSessions(createSecretSessions({ ...kaltura }), kaltura.clock)

function byAppTokens(playback: AppToken = PLAYBACK_APP_TOKEN): KalturaSessions {
  const own = ({ id, token }: AppToken) => ({ id, token: new Secret(token) })
  const appTokens = { playback: own(playback), admin: own(ADMIN_APP_TOKEN) }
  return createKalturaSessions(createAppTokenSessions({ ...kaltura, appTokens }), kaltura.clock)
}

/** What Kaltura finds in a session. */
function open({ ks }: KalturaSession): Ks {
  const opened = decodeKs(ks, kaltura.adminSecret.reveal())
  if (!opened) throw new Error('Kaltura would not take this session.')
  return opened
}

async function made(session: ReturnType<KalturaSessions['admin']>): Promise<KalturaSession> {
  const answer = await session
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

describe.each([
  ['the secret', bySecret, 0],
  ['app tokens', () => byAppTokens(), 1],
])('sessions by %s', (_name, start, questions) => {
  it('are made once for all who need the same one at once, and once for each viewer and video', async () => {
    const sessions = start()
    const before = kaltura.calls('startSession').length
    const asked = Array.from({ length: 200 }, () => made(sessions.playback(VIDEO)))
    expect(new Set((await Promise.all(asked)).map(({ ks }) => ks)).size).toBe(1)
    expect(kaltura.calls('startSession').length - before).toBe(questions)
    const one = await made(sessions.playback(VIDEO))
    for (const other of [{ entryId: '0_alps' }, { userId: '1400000000000000002' }])
      expect((await made(sessions.playback({ ...VIDEO, ...other }))).ks).not.toBe(one.ks)
  })

  it('are handed out again for some minutes, and replaced before they end', async () => {
    const sessions = start()
    const [viewer, admin] = [await made(sessions.playback(VIDEO)), await made(sessions.admin('catalogue'))]
    kaltura.time.aheadMs = 9 * 60_000
    expect((await made(sessions.playback(VIDEO))).ks).toBe(viewer.ks)
    kaltura.time.aheadMs = 11 * 60_000
    expect((await made(sessions.playback(VIDEO))).ks).not.toBe(viewer.ks)
    expect((await made(sessions.admin('catalogue'))).ks).toBe(admin.ks)
    kaltura.time.aheadMs = 56 * 60_000
    expect((await made(sessions.admin('catalogue'))).ks).not.toBe(admin.ks)
  })

  it('of the server are made anew when they have been discarded', async () => {
    const sessions = start()
    const first = await made(sessions.admin('catalogue'))
    sessions.discardAdmin('catalogue', first)
    const second = await made(sessions.admin('catalogue'))
    expect(second.ks).not.toBe(first.ks)
    // Somebody slower was refused with the first one too.
    sessions.discardAdmin('catalogue', first)
    expect((await made(sessions.admin('catalogue'))).ks).toBe(second.ks)
  })

  it('are for one entry alone, whatever is asked for', async () => {
    const sessions = start()
    for (const entryId of ['*', '0_a/0_b', '0_a,list:*', '', '0_a\n', '0_a%2C'])
      expect(await sessions.playback({ ...VIDEO, entryId })).toMatchObject({
        ok: false,
        error: { code: 'video_not_found' },
      })
    expect(open(await made(sessions.playback(VIDEO))).privileges.get('sview')).toBe('0_lecture')
  })

  it('say what is in them', async () => {
    const sessions = start()
    for (const session of [await made(sessions.playback(VIDEO)), await made(sessions.user('7'))]) {
      const { userId, expiresAtS, type, partnerId } = open(session)
      expect({ type, partnerId }).toEqual({ type: 0, partnerId: 1234567 })
      expect({ userId, expiry: expiresAtS }).toEqual({ userId: session.userId, expiry: session.expiry })
    }
  })
})

describe('a session by the secret', () => {
  /** Whatever somebody calls themselves, and what those would try who know how Kaltura reads privileges. */
  const names = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'x,role:adminRole,userContextualRole:0',
      'x%2Crole%3AadminRole',
      'x,setrole:1',
      'x&_t=2',
      'x=1&sview=*',
      '*',
      'a\nsview:*',
      'a\0',
      '\uD800',
    ),
    fc.string().map(rest => `x,list:*,${rest}&_u=admin`),
  )

  it('ID5 has the privileges that were meant and no others (ASVS 1.3.3)', async () => {
    const ids = fc.stringMatching(/^[01]_[a-z0-9]{8}$/)
    await fc.assert(
      fc.asyncProperty(names, ids, async (userId, entryId) => {
        const sessions = bySecret()
        const viewer = open(await made(sessions.playback({ entryId, userId, lastsS: 60 })))
        expect([...viewer.privileges]).toEqual([['sview', entryId]])
        const user = open(await made(sessions.user(userId)))
        expect([...user.privileges]).toEqual([['setrole', 'PLAYBACK_BASE_ROLE']])
        for (const { type, userId: opened } of [viewer, user])
          expect({ type, opened }).toEqual({ type: 0, opened: `discord_${userId}`.toWellFormed() })
      }),
    )
  })

  it('of the server itself does what it is for', async () => {
    const sessions = bySecret()
    expect([...open(await made(sessions.admin('catalogue'))).privileges]).toEqual([
      ['list', '*'],
      ['disableentitlement', ''],
    ])
    expect([...open(await made(sessions.admin('users'))).privileges]).toEqual([
      ['urirestrict', '/api_v3/service/user/*'],
    ])
    const services = ['room_room/*', 'schedule_scheduleresource/*', 'schedule_scheduleevent/*']
    const actions = ['baseentry/action/get', 'baseentry/action/list', 'report/action/getCsvFromStringParams']
    const rules = [...services, 'schedule_scheduleeventresource/*', ...actions]
    expect([...open(await made(sessions.admin('meetings'))).privileges]).toEqual([
      ['urirestrict', rules.map(rule => `/api_v3/service/${rule}`).join('|')],
      ['disableentitlement', ''],
    ])
  })
})

describe('a session by an app token', () => {
  it('plays in the token’s role, and shows one entry or none', async () => {
    const sessions = byAppTokens()
    const viewer = await made(sessions.playback(VIDEO))
    expect(viewer.privileges).toBe('sview:0_lecture,setrole:PLAYBACK_BASE_ROLE')
    expect(open(viewer).privileges.get('sview')).toBe('0_lecture')
    expect((await made(sessions.user('7'))).privileges).toBe('sview:none,setrole:PLAYBACK_BASE_ROLE')
  })

  it('needs one question to Kaltura beside those of the first one', async () => {
    const sessions = byAppTokens()
    const count = () => kaltura.calls('/action/start').length
    await made(sessions.playback(VIDEO))
    const before = count()
    await made(sessions.playback({ ...VIDEO, entryId: '0_alps' }))
    expect(count() - before).toBe(1)
  })

  it.each([
    ['wide', 'the token gives other privileges'],
    ['narrow', 'the token gives other privileges'],
    ['roleless', 'the token gives other privileges'],
    ['shared', 'the token has a user of its own'],
    ['admin', 'the token has another session type'],
  ] as const)('is refused when the token was made %s, and whoever runs this is told', async (made, fault) => {
    const token = MISMADE_APP_TOKENS[made]
    const answer = await byAppTokens(token).playback(VIDEO)
    expect(answer).toMatchObject({ ok: false, error: { code: 'kaltura_unavailable' } })
    const lines = kaltura.log.filter(line => line.includes(token.id))
    expect(lines.map(line => JSON.parse(line))).toEqual([
      expect.objectContaining({ event: 'kaltura.appToken.unfit', appTokenId: token.id, fault }),
    ])
  })

  it('says of a token that is refused what it gives, and not who came with it', async () => {
    const privileges = { role: 'viewerRole', firstName: 'Ana María', lastName: 'López' }
    const { wide } = MISMADE_APP_TOKENS
    const answer = await byAppTokens(wide).room({ userId: '7', group: 'm1', privileges, lastsS: 60 })
    expect(answer.ok).toBe(false)
    const [line = ''] = kaltura.log.filter(each => each.includes(wide.id)).slice(-1)
    expect(line).toContain('role:viewerRole')
    expect(line).not.toMatch(/Ana|López/)
  })

  it.each([
    [{ id: '1_none' }, 'APP_TOKEN_ID_NOT_FOUND'],
    [{ token: 'wrong' }, 'INVALID_APP_TOKEN_HASH'],
  ])('is refused for %j with Kaltura’s own code in the log', async (other, code) => {
    const answer = await byAppTokens({ ...PLAYBACK_APP_TOKEN, ...other }).playback(VIDEO)
    expect(answer).toMatchObject({ ok: false, error: { code: 'kaltura_unavailable' } })
    expect(kaltura.log.at(-1)).toContain(code)
  })

  it('leaves nothing of itself in a log', () => {
    const log = kaltura.log.join('')
    for (const secret of [PLAYBACK_APP_TOKEN.token, ADMIN_APP_TOKEN.token, 'djJ8'])
      expect(log).not.toContain(secret)
  })
})
