import { describe, expect, it } from 'vitest'
import { fail, succeed } from '../platform/result.ts'
import { createGuildFacts } from './guildFacts.ts'
import { PERMISSION } from './permissions.ts'

const GUILD = '1200000000000000001'
const OWNER = '1400000000000000001'
const MEMBER = '1400000000000000003'
const TEAM = '1210000000000000001'

const hidden = { id: GUILD, allow: 0n, deny: PERMISSION.viewChannel }
const forTheTeam = { id: TEAM, allow: PERMISSION.viewChannel, deny: 0n }

function facts({ roles = [] as string[], channelsSaid = true } = {}) {
  return createGuildFacts({
    clock: { nowMs: () => 0 },
    channels: {
      of: async () =>
        channelsSaid
          ? succeed([
              { id: '1310000000000000001', name: 'general', overwrites: [] },
              { id: '1310000000000000002', name: 'team', overwrites: [hidden, forTheTeam] },
            ])
          : fail('discord_unavailable', 'Discord does not answer.'),
    },
    discord: {
      guild: async () =>
        succeed({
          id: GUILD,
          owner_id: OWNER,
          roles: [
            { id: GUILD, name: '@everyone', permissions: String(PERMISSION.viewChannel) },
            { id: TEAM, name: 'Team', permissions: '0' },
          ],
        }),
    },
    memberOf: async () => succeed({ roles: roles.map(id => ({ id })) }),
  })
}

describe('the channels that somebody is told of', () => {
  it('are those that they see themselves', async () => {
    const names = async (userId: string, roles: string[] = []) =>
      (await facts({ roles }).channelsSeenBy(GUILD, userId))?.map(({ name }) => name)
    expect(await names(MEMBER)).toEqual(['general'])
    expect(await names(MEMBER, [TEAM])).toEqual(['general', 'team'])
    expect(await names(OWNER)).toEqual(['general', 'team'])
  })

  it("aren't known while Discord doesn't say", async () => {
    expect(await facts({ channelsSaid: false }).channelsSeenBy(GUILD, OWNER)).toBeNull()
  })
})
