import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GUILD, OTHER_GUILD } from '../../../sandbox/src/discord/identities.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/src/startSandbox.ts'
import { loadConfig } from '../config.ts'
import { createDiscordApi, type DiscordApi } from '../discord/discordApi.ts'
import { createDiscordConnection } from '../discord/discordConnection.ts'
import { createLogger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import { succeed } from '../platform/result.ts'
import { postJson } from '../testing/startTestProduct.ts'
import { createMembers, MEMBER_FRESH_MS, type Members } from './members.ts'

const ANA = '1400000000000000001'
const CLEO = '1400000000000000003'
const EVA = '1400000000000000005'
const FINN = '1400000000000000006'

let sandbox: Sandbox
let discord: DiscordApi
let members: Members
let clock: { now: number; nowMs(): number }

beforeEach(async () => {
  sandbox = await startSandbox({ ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0 } })
  const loaded = loadConfig(sandbox.serverEnvironment)
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const config = loaded.config.discord
  const logger = createLogger({ level: 'silent', secrets: [] })
  const http = createOutboundHttp({ allowedOrigins: [new URL(config.apiUrl).origin], logger })
  discord = createDiscordApi({ config, connection: createDiscordConnection({ config, http, logger }) })
  clock = { now: 1_000, nowMs: () => clock.now }
  members = createMembers({ discord, clock })
})
afterEach(async () => {
  discord.close()
  await sandbox.close()
})

const asked = () => sandbox.traffic.entries().length
const setRoles = (user: string, roles: readonly string[]) =>
  postJson(`${sandbox.urls.host}/host/roles`, { user, roles })

async function memberOf(userId: string, guildId: string = GUILD.id) {
  const found = await members.memberOf(guildId, userId)
  if (!found.ok) throw new Error(found.error.message)
  return found.value
}

describe('a member', () => {
  it('has the names of their roles, and is owner or administrator where Discord says so', async () => {
    expect(await memberOf(ANA)).toMatchObject({ isOwner: true, isAdministrator: false })
    expect(await memberOf(EVA)).toMatchObject({ isOwner: false, isAdministrator: true })
    const finn = await memberOf(FINN)
    expect(finn).toMatchObject({ isOwner: false, isAdministrator: false })
    expect(finn?.roles.map(({ name }) => name)).toEqual(['Organiser', 'Dr. Who, "the" <@&1> \\ fans'])
    expect(await memberOf(CLEO)).toMatchObject({ roles: [], isAdministrator: false })
  })

  it('is nobody who is not in the server', async () => {
    expect(await memberOf('1499999999999999999')).toBeNull()
  })

  it('is asked for once by all who ask at once, and once for a while', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => memberOf(ANA)))
    expect(new Set(all.map(member => JSON.stringify(member))).size).toBe(1)
    expect(asked()).toBe(2)
    await memberOf(CLEO)
    expect(asked()).toBe(3)
    clock.now += MEMBER_FRESH_MS
    await memberOf(ANA)
    expect(asked()).toBe(3)
  })

  it('loses and gains roles after that while (ASVS 8.3.2)', async () => {
    expect((await memberOf(EVA))?.isAdministrator).toBe(true)
    await setRoles('eva', ['moderator'])
    clock.now += MEMBER_FRESH_MS + 1
    expect(await memberOf(EVA)).toMatchObject({ isAdministrator: false, roles: [{ name: 'moderator' }] })
    await postJson(`${sandbox.urls.host}/host/guild/leave`, { user: 'eva' })
    clock.now += MEMBER_FRESH_MS + 1
    expect(await memberOf(EVA)).toBeNull()
  })

  it('is not remembered longer for want of an answer', async () => {
    await memberOf(EVA)
    sandbox.faults.add({ service: 'discord', pathContains: '/guilds/', kind: 'fail', status: 500 })
    clock.now += MEMBER_FRESH_MS + 1
    expect(await members.memberOf(GUILD.id, EVA)).toMatchObject({ error: { code: 'discord_unavailable' } })
  })
})

describe('the roles of a server', () => {
  it('are all but the one that everybody has, and come with its members', async () => {
    await memberOf(ANA)
    const before = asked()
    const roles = await members.rolesOf(GUILD.id)
    expect(roles).toMatchObject({ ok: true })
    const names = roles.ok ? roles.value.map(({ name }) => name) : []
    expect(names).toContain('Stage crew')
    expect(names).not.toContain('@everyone')
    expect(asked()).toBe(before)
  })

  it('are not told of one that the app is not in', async () => {
    expect(await members.rolesOf(OTHER_GUILD.id)).toMatchObject({ error: { code: 'forbidden' } })
  })
})

describe('a server that the app is not in', () => {
  it('is told apart, with what to do', async () => {
    const refused = await members.memberOf(OTHER_GUILD.id, ANA)
    expect(refused).toMatchObject({ error: { code: 'forbidden' } })
    expect(!refused.ok && refused.error.message).toMatch(/has to add it/)
    await members.memberOf(OTHER_GUILD.id, CLEO)
    expect(asked()).toBe(1)
  })

  it('can’t be guessed at for ever (ASVS 2.4.1)', async () => {
    const ours = { id: '999', owner_id: ANA, roles: [] }
    const guessing = createMembers({
      discord: {
        guild: async id => succeed(id === ours.id ? ours : null),
        guildMember: async () => succeed({ roles: [] }),
      },
      clock,
    })
    const codeOf = async (id: bigint) => {
      const answer = await guessing.memberOf(String(id), ANA)
      return answer.ok ? 'ok' : answer.error.code
    }
    expect(await codeOf(999n)).toBe('ok')
    for (let id = 1n; id <= 30n; id++) expect(await codeOf(id)).toBe('forbidden')
    expect(await codeOf(31n)).toBe('rate_limited')
    // Those that are known by then can still be asked for.
    expect(await codeOf(1n)).toBe('forbidden')
    clock.now += MEMBER_FRESH_MS + 1
    expect(await codeOf(999n)).toBe('ok')
    clock.now += 10_000
    expect([await codeOf(31n), await codeOf(32n)]).toEqual(['forbidden', 'rate_limited'])
  })
})
