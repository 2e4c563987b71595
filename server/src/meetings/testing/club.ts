import { readFileSync } from 'node:fs'
import { ConfigSchema } from '@kaltura-discord/shared/config/configSchema.ts'
import { mergeConfig } from '@kaltura-discord/shared/config/mergeConfig.ts'
import { createGuildPermissions, type GuildPermissions } from '../../guilds/guildPermissions.ts'
import { createMembers } from '../../guilds/members.ts'
import { fail, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { ANA } from './meetingGround.ts'

const DEFAULTS = ConfigSchema.parse(
  JSON.parse(readFileSync(new URL('../../../../config/default_config.json', import.meta.url), 'utf8')),
)
const GUESTS = '1210000000000000001'
const MODERATORS = '1210000000000000002'

/** Servers whose people come and go, and in which only guests and moderators may join meetings. */
export interface Club {
  readonly permissions: GuildPermissions
  /** By server and person, `<guild> <user>`: the ids of their roles. Everybody else is no member. */
  readonly roles: Map<string, readonly string[]>
  isAway: boolean
}

export const asGuest = [GUESTS]
export const asModerator = [MODERATORS]
export const placeOf = (guildId: string, userId: string): string => `${guildId} ${userId}`

export function createClub(clock: RoomClock): Club {
  const roles = new Map<string, readonly string[]>()
  const away = fail('discord_unavailable', 'Discord does not answer.')
  const named = [
    { id: GUESTS, name: 'Guests', permissions: '0' },
    { id: MODERATORS, name: 'Stewards', permissions: '0' },
  ]
  const members = createMembers({
    clock,
    discord: {
      guild: async id => (club.isAway ? away : succeed({ id, owner_id: ANA.userId, roles: named })),
      async guildMember(guildId, userId) {
        if (club.isAway) return away
        const theirs = roles.get(placeOf(guildId, userId))
        return succeed(theirs ? { roles: [...theirs] } : null)
      },
    },
  })
  const rules = mergeConfig(DEFAULTS, {
    roles: { mapping: { Stewards: 'moderator' } },
    commands: { permissions: { 'kaltura-join': ['Guests', 'moderator'] } },
  })
  const permissions = createGuildPermissions({ members, rulesOf: async () => rules })
  const club: Club = { permissions, roles, isAway: false }
  return club
}
