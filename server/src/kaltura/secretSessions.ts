import { succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import type { Secret } from '../platform/secret.ts'
import type { AdminPurpose, KalturaSession, SessionSource } from './kalturaSessions.ts'
import { kalturaUserId } from './kalturaUserId.ts'
import { formatPrivileges, mintSession, PLAYBACK_ROLE, type Privileges, SESSION_TYPE } from './session.ts'

interface SecretSessionsOptions {
  readonly partnerId: number
  readonly adminSecret: Secret
  /** Ends in `/api_v3`. */
  readonly endpoint: string
  readonly clock: RoomClock
}

interface Contents {
  readonly userId: string
  readonly type: (typeof SESSION_TYPE)[keyof typeof SESSION_TYPE]
  readonly lastsS: number
  readonly privileges: Privileges
}

/** What is asked of Kaltura for meetings. */
const FOR_MEETINGS = [
  'room_room/*',
  'schedule_scheduleresource/*',
  'schedule_scheduleevent/*',
  'schedule_scheduleeventresource/*',
  'baseentry/action/get',
  'baseentry/action/list',
  'report/action/getCsvFromStringParams',
]

/** Below zero Kaltura's API takes nothing from a session, while the pages of rooms still do. */
const NO_API_CALLS = '-1'

/** Sessions made here, with the account's secret, without asking Kaltura. */
export function createSecretSessions(options: SecretSessionsOptions): SessionSource {
  const { partnerId, adminSecret, endpoint, clock } = options

  function make({ userId, type, lastsS, privileges }: Contents): KalturaSession {
    const expiry = Math.floor(clock.nowMs() / 1000 + lastsS)
    const ks = mintSession(adminSecret, { partnerId, userId, type, expiresAtS: expiry, privileges })
    return { ks, partnerId, userId, expiry, privileges: formatPrivileges(privileges) }
  }

  const onlyFor = (actions: readonly string[]): Privileges => ({
    urirestrict: actions.map(action => `${new URL(endpoint).pathname}/service/${action}`).join('|'),
  })

  /** An administrator may do everything, so each session is held to what it is for. */
  const adminPrivileges: Readonly<Record<AdminPurpose, Privileges>> = {
    catalogue: { list: '*', disableentitlement: '' },
    users: onlyFor(['user/*']),
    meetings: { ...onlyFor(FOR_MEETINGS), disableentitlement: '' },
  }

  return {
    playback: async ({ entryId, userId, lastsS }) =>
      succeed(
        make({
          userId: kalturaUserId(userId),
          type: SESSION_TYPE.user,
          lastsS,
          privileges: { sview: entryId },
        }),
      ),
    user: async (userId, lastsS) =>
      succeed(
        make({
          userId: kalturaUserId(userId),
          type: SESSION_TYPE.user,
          lastsS,
          privileges: { setrole: PLAYBACK_ROLE },
        }),
      ),
    admin: async (purpose, lastsS) =>
      succeed(
        make({
          userId: 'kaltura-discord',
          type: SESSION_TYPE.admin,
          lastsS,
          privileges: adminPrivileges[purpose],
        }),
      ),
    room: async ({ userId, group, privileges, lastsS }) =>
      succeed(
        make({
          userId: kalturaUserId(userId),
          type: SESSION_TYPE.user,
          lastsS,
          privileges: { ...privileges, actionslimit: NO_API_CALLS, sessionid: group },
        }),
      ),
    // Those of the group can make no calls themselves.
    ofGroup: async (group, lastsS) =>
      succeed(
        make({
          userId: 'kaltura-discord',
          type: SESSION_TYPE.user,
          lastsS,
          privileges: { ...onlyFor(['session/action/end']), sessionid: group },
        }),
      ),
  }
}
