import type { Action } from '@kaltura-discord/shared/permissions/actions.ts'
import type { GuildPermissions } from '../../guilds/guildPermissions.ts'
import type { MeetingActor } from '../../meetings/meetings.ts'
import type { Identity } from '../../platform/accessTokens.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'

/** What of somebody's identity is needed here; a service that acts for somebody counts as that person. */
export type MeetingCaller = Pick<Identity, 'surface' | 'userId' | 'guildId' | 'instanceId' | 'displayName'>

/** Somebody who may do what they ask, in that server. */
export interface Admitted {
  readonly guildId: string
  readonly actor: MeetingActor
  /** Whether they may end a meeting, their own or another's. */
  mayEnd(own: boolean): Promise<boolean>
}

interface Asking {
  readonly caller: MeetingCaller
  /** The server that the request names. */
  readonly guildId: string | undefined
  readonly action: Action
  /** Whether it concerns a meeting of their own; false where that is left out. */
  readonly own?: boolean
}

export type MeetingGate = (asking: Asking) => Promise<Result<Admitted>>

export const createMeetingGate =
  (permissions: GuildPermissions): MeetingGate =>
  async ({ caller, guildId: named, action, own = false }) => {
    const guild = guildOf(caller, named)
    if (!guild.ok) return guild
    const guildId = guild.value
    const { userId, displayName } = caller
    const permitted = await permissions.require({ guildId, userId, action, own })
    if (!permitted.ok) return { ok: false, error: permitted.error }
    return succeed({
      guildId,
      actor: { userId, displayName, role: permitted.value.role },
      mayEnd: async ofTheirOwn =>
        (await permissions.require({ guildId, userId, action: 'meetings.end', own: ofTheirOwn })).ok,
    })
  }

/** An Activity is about its own server alone; everybody else says which one. */
function guildOf({ surface, guildId }: MeetingCaller, named: string | undefined): Result<string> {
  if (surface !== 'activity') return named === undefined ? NAMELESS : succeed(named)
  if (guildId === null) return NOWHERE
  return named === undefined || named === guildId ? succeed(guildId) : ELSEWHERE
}

const field = 'guildId'
const NAMELESS = fail('invalid_request', 'Name the Discord server: the field guildId is needed.', { field })
const NOWHERE = fail(
  'invalid_request',
  'Meetings belong to a Discord server, and this Activity is in none.',
  {
    field,
  },
)
const ELSEWHERE = fail('forbidden', 'An Activity gets at the meetings of its own Discord server alone.', {
  field,
})
