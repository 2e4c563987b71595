import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_APP_TOKEN, PLAYBACK_APP_TOKEN } from '../../../../sandbox/src/kaltura/appTokens.ts'
import { decodeKs } from '../../../../sandbox/src/kaltura/ks.ts'
import { Secret } from '../../platform/secret.ts'
import { made } from '../../testing/roomSpec.ts'
import { startTestKaltura, type TestKaltura } from '../../testing/startTestKaltura.ts'
import { createAppTokenSessions } from '../appTokenSessions.ts'
import { createKalturaSessions, type SessionSource } from '../kalturaSessions.ts'
import { createSecretSessions } from '../secretSessions.ts'
import { createEntryRooms } from './entryRooms.ts'
import type { Guest } from './roomProvider.ts'
import { createScheduleRooms } from './scheduleRooms.ts'

let kaltura: TestKaltura
beforeAll(async () => {
  kaltura = await startTestKaltura()
})
afterAll(() => kaltura.close())

const bySecret = () => createSecretSessions(kaltura)
function byAppTokens() {
  const own = ({ id, token }: { id: string; token: string }) => ({ id, token: new Secret(token) })
  const appTokens = { playback: own(PLAYBACK_APP_TOKEN), admin: own(ADMIN_APP_TOKEN) }
  return createAppTokenSessions({ ...kaltura, appTokens })
}

const KAF = 'https://rooms.example'
const connection = (source: SessionSource) => ({
  ...kaltura,
  sessions: createKalturaSessions(source, kaltura.clock),
  kafUrl: KAF,
})

const ROOM = { provider: 'entry', id: '1_room', scheduleEventId: null, broadcastEntryId: null } as const
const SCHEDULED = { provider: 'schedule', id: '12', scheduleEventId: '34', broadcastEntryId: null } as const
const guest = (more: Partial<Guest> = {}): Guest => ({
  userId: '1400000000000000001',
  displayName: 'Ana María López',
  isHost: false,
  role: 'viewer',
  ...more,
})

/** The address without the session, and what is in the session. */
function opened(url: string) {
  const [, ks = ''] = /(?:\/ks\/|\?ks=)([\w%=-]+)$/.exec(url) ?? []
  const session = decodeKs(decodeURIComponent(ks), kaltura.adminSecret.reveal())
  if (!session) throw new Error('Kaltura would not take this session.')
  const { privileges, userId, type, expiresAtS } = session
  return {
    address: url.replace(ks, '…'),
    privileges: Object.fromEntries(privileges),
    userId,
    type,
    expiresAtS,
  }
}

const entered = async (source: SessionSource, who: Guest) =>
  opened(made(await createEntryRooms({ ...connection(source), templates: {} }).launchUrl(ROOM, 'm1', who)))

const ANA = { userId: 'discord_1400000000000000001', firstName: 'Ana María', lastName: 'López' }
const ATTENDEE = { ...ANA, role: 'viewerRole', userContextualRole: '3' }

describe('the way into a room', () => {
  it('is a session of a minute that Kaltura’s API takes nothing from', async () => {
    const { address, privileges, userId, type, expiresAtS } = await entered(bySecret(), guest())
    expect(address).toBe(`${KAF}/embeddedrooms/index/view-room/ks/…`)
    expect({ userId, type }).toEqual({ userId: ANA.userId, type: 0 })
    expect(expiresAtS * 1000).toBeLessThanOrEqual(kaltura.clock.nowMs() + 60_000)
    expect(privileges).toEqual({ ...ATTENDEE, entryId: '1_room', actionslimit: '-1', sessionid: 'm1' })
  })

  it('over an app token shows no entry and has what was asked for', async () => {
    const { privileges } = await entered(byAppTokens(), guest())
    const ofToken = { apptoken: PLAYBACK_APP_TOKEN.id, sessionid: PLAYBACK_APP_TOKEN.id }
    const own = { sview: 'none', setrole: 'PLAYBACK_BASE_ROLE' }
    expect(privileges).toEqual({ ...ATTENDEE, entryId: '1_room', ...own, ...ofToken })
  })

  it.each([
    [{ isHost: true, role: 'viewer' }, 'adminRole', '0', '1'],
    [{ isHost: true, role: 'moderator' }, 'adminRole', '0', '1'],
    [{ isHost: false, role: 'admin' }, 'adminRole', '0', '1'],
    [{ isHost: false, role: 'moderator' }, 'adminRole', '1', '1'],
    [{ isHost: false, role: 'viewer' }, 'viewerRole', '3', undefined],
  ] as const)('leads %j in as %s with %s', async (who, role, userContextualRole, moderates) => {
    const { privileges } = await entered(bySecret(), guest(who))
    expect(privileges).toMatchObject({ role, userContextualRole })
    expect([privileges['roomModerator'], privileges['chatModerator']]).toEqual([moderates, moderates])
  })

  it('of a schedule names the resource and its event', async () => {
    const rooms = createScheduleRooms(connection(bySecret()))
    const { address, privileges } = opened(made(await rooms.launchUrl(SCHEDULED, 'm1', guest())))
    expect(address).toBe(`${KAF}/virtualEvent/launch?ks=…`)
    const place = { resourceId: '12', eventId: '34' }
    expect(privileges).toEqual({ ...ATTENDEE, ...place, actionslimit: '-1', sessionid: 'm1' })
  })

  /** Whatever somebody calls themselves, and what those would try who know how Kaltura reads privileges. */
  const names = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'x,role:adminRole,userContextualRole:0',
      'x role:adminRole,roomModerator',
      'x%2Crole%3AadminRole',
      'x&role=adminRole',
      'x\nrole:adminRole',
      'x\0,entryId:1_other',
      '*',
      ',,,',
      '\uD800',
    ),
    fc.string().map(rest => `x,sview:*,${rest}&_u=admin&_t=2`),
  )
  const fields = ['entryId', 'firstName', 'role', 'userContextualRole', 'userId']

  it.each([
    ['the secret', bySecret, 200, ['actionslimit', 'sessionid']],
    ['app tokens', byAppTokens, 30, ['apptoken', 'sessionid', 'setrole', 'sview']],
  ] as const)(
    'over %s gives nobody anything by their name (ASVS 1.3.3)',
    async (_name, source, numRuns, own) => {
      const sessions = source()
      await fc.assert(
        fc.asyncProperty(names, async displayName => {
          const { privileges, type, userId } = await entered(sessions, guest({ displayName }))
          const { lastName: _, ...others } = privileges
          expect(Object.keys(others).toSorted()).toEqual([...fields, ...own].toSorted())
          expect({ type, userId }).toEqual({ type: 0, userId: ANA.userId })
          const { role, userContextualRole, entryId } = privileges
          expect([role, userContextualRole, entryId]).toEqual(['viewerRole', '3', '1_room'])
        }),
        { numRuns },
      )
    },
  )
})

describe('sessions that people came with', () => {
  it('are worth nothing once the room is closed', async () => {
    const sessions = createKalturaSessions(bySecret(), kaltura.clock)
    const group = 'closing'
    const theirs = made(await sessions.room({ userId: '7', group, privileges: {}, lastsS: 60 }))
    const closing = made(await sessions.ofGroup(group))
    const { privileges, type } = opened(`?ks=${encodeURIComponent(closing?.ks ?? '')}`)
    expect(type).toBe(0)
    expect(privileges).toEqual({ sessionid: group, urirestrict: '/api_v3/service/session/action/end' })
    expect(opened(`?ks=${encodeURIComponent(theirs.ks)}`).privileges).toMatchObject({ sessionid: group })
  })

  it('have no group where they are of app tokens', async () => {
    expect(made(await createKalturaSessions(byAppTokens(), kaltura.clock).ofGroup('m1'))).toBeNull()
  })
})
