import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import type { GuildPermissions, Permitted } from '../../../guilds/guildPermissions.ts'

/** Which meetings of their server a member may end: everybody's, or their own. */
export type EndRights = (asker: Permitted) => Promise<(meeting: Meeting) => boolean>

export const createEndRights =
  (permissions: GuildPermissions): EndRights =>
  async ({ member: { guildId, userId } }) => {
    const ask = (own: boolean) => permissions.require({ guildId, userId, action: 'meetings.end', own })
    const [own, everybodys] = await Promise.all([ask(true), ask(false)])
    return ({ owner }) => (owner.id === userId ? own.ok : everybodys.ok)
  }
