import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { StandInResponse } from '../standIn.ts'
import { createTestChat } from '../testing/createTestChat.ts'
import { createAuthorizations } from './authorizations.ts'
import {
  APPLICATION,
  BOT_PERMISSIONS,
  CHANNEL,
  findRole,
  GUILD,
  OTHER_GUILD,
  PERMISSION,
  ROLES,
} from './identities.ts'
import { createDiscordApi } from './rest.ts'
import { createWorld } from './world.ts'

const ANA = '1400000000000000001'
const USER_AGENT = 'DiscordBot (https://example.org/kaltura, 1.0.0)'
const CLIENT = { client_id: APPLICATION.id, client_secret: APPLICATION.clientSecret }
const COMMANDS = `/applications/${APPLICATION.id}/commands`
const BOT = `Bot ${APPLICATION.botToken}`

function setUp() {
  const clock = { nowMs: Date.UTC(2026, 10, 21) }
  const now = () => clock.nowMs
  const world = createWorld({ now })
  const authorizations = createAuthorizations(now)
  const { chat, settings, commands, signing, line } = createTestChat({ now, world })
  const parts = { world, authorizations, settings, commands, signing, line, now, chat: chat.routeParts }
  const api = createDiscordApi(parts)
  async function call(method: string, path: string, headers: Record<string, string> = {}, body = '') {
    const url = new URL(path, 'http://127.0.0.1:3335')
    return api({ method, url, headers: { 'user-agent': USER_AGENT, ...headers }, body: Buffer.from(body) })
  }
  return {
    clock,
    world,
    commands,
    get: (path: string, authorization = BOT) => call('GET', `/api/v10${path}`, { authorization }),
    call,
    form: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      call(
        'POST',
        path,
        { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        new URLSearchParams(fields).toString(),
      ),
    code: (scopes: readonly string[] = ['identify']) =>
      authorizations.issueCode({ userId: ANA, clientId: APPLICATION.id, scopes }, null),
    bearer(scopes: readonly string[]) {
      const pair = authorizations.exchange(this.code(scopes), null)
      return `Bearer ${pair?.accessToken}`
    },
  }
}

function json(response: StandInResponse): Record<string, unknown> {
  return JSON.parse(JSON.stringify(response.body))
}

describe('the token endpoint', () => {
  it.each(['/api/oauth2/token', '/api/v10/oauth2/token'])('exchanges a code at %s', async path => {
    const { form, code } = setUp()
    const answer = await form(path, { ...CLIENT, grant_type: 'authorization_code', code: code() })
    expect(answer.status).toBe(200)
    expect(json(answer)).toMatchObject({ token_type: 'Bearer', expires_in: 604_800, scope: 'identify' })
  })

  it('takes the client by HTTP Basic and without a user agent', async () => {
    const { form, code } = setUp()
    const basic = Buffer.from(`${CLIENT.client_id}:${CLIENT.client_secret}`).toString('base64')
    const headers = { authorization: `Basic ${basic}`, 'user-agent': 'node' }
    const answer = await form(
      '/api/oauth2/token',
      { grant_type: 'authorization_code', code: code() },
      headers,
    )
    expect(answer.status).toBe(200)
  })

  it('refuses JSON', async () => {
    const { call, code } = setUp()
    const body = JSON.stringify({ ...CLIENT, grant_type: 'authorization_code', code: code() })
    const answer = await call('POST', '/api/oauth2/token', { 'content-type': 'application/json' }, body)
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  it('refuses a wrong client without using the code up', async () => {
    const { form, code } = setUp()
    const fields = { ...CLIENT, grant_type: 'authorization_code', code: code() }
    const wrong = await form('/api/oauth2/token', { ...fields, client_secret: 'guess' })
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    expect((await form('/api/oauth2/token', fields)).status).toBe(200)
  })

  it('refuses a code or refresh token that was used', async () => {
    const { form, code } = setUp()
    const fields = { ...CLIENT, grant_type: 'authorization_code', code: code() }
    const { refresh_token } = json(await form('/api/oauth2/token', fields))
    expect(await form('/api/oauth2/token', fields)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid "code" in request.' },
    })
    const again = { ...CLIENT, grant_type: 'refresh_token', refresh_token: String(refresh_token) }
    expect((await form('/api/oauth2/token', again)).status).toBe(200)
    expect(await form('/api/oauth2/token', again)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })

  it.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{}, 'unsupported_grant_type'],
    [{ grant_type: 'authorization_code' }, 'invalid_request'],
    [{ grant_type: 'refresh_token' }, 'invalid_request'],
  ])('refuses %o', async (fields, error) => {
    const answer = await setUp().form('/api/oauth2/token', { ...CLIENT, ...fields })
    expect(answer).toMatchObject({ status: 400, body: { error } })
  })

  it('revokes what was allowed', async () => {
    const discord = setUp()
    const authorization = discord.bearer(['identify'])
    const token = authorization.replace('Bearer ', '')
    expect((await discord.get('/users/@me', authorization)).status).toBe(200)
    expect((await discord.form('/api/oauth2/token/revoke', { ...CLIENT, token })).status).toBe(200)
    expect((await discord.get('/users/@me', authorization)).status).toBe(401)
  })
})

describe('the REST API', () => {
  it('wants a user agent of the documented form', async () => {
    const { call } = setUp()
    const headers = { authorization: BOT, 'user-agent': 'node' }
    expect(await call('GET', '/api/v10/users/@me', headers)).toMatchObject({ status: 403, body: { code: 0 } })
  })

  it.each(['', 'Bot wrong', 'Bearer wrong', APPLICATION.botToken])(
    'refuses the token %j',
    async authorization => {
      const answer = await setUp().get('/users/@me', authorization)
      expect(answer).toMatchObject({ status: 401, body: { message: '401: Unauthorized', code: 0 } })
    },
  )

  it('gives a person only what the scopes allow', async () => {
    const discord = setUp()
    const without = discord.bearer(['guilds'])
    expect(await discord.get('/users/@me', without)).toMatchObject({ status: 403, body: { code: 50026 } })
    const member = `/users/@me/guilds/${GUILD.id}/member`
    expect(await discord.get(member, discord.bearer(['identify']))).toMatchObject({
      status: 403,
      body: { code: 50026 },
    })
    expect(await discord.get(member, discord.bearer(['guilds.members.read']))).toMatchObject({ status: 200 })
  })

  it('keeps what is the bot’s from people', async () => {
    const discord = setUp()
    expect(
      (await discord.get(`/guilds/${GUILD.id}/members/${ANA}`, discord.bearer(['identify']))).status,
    ).toBe(401)
  })

  it('proves who is in the instance, until it is over', async () => {
    const { world, get } = setUp()
    world.joinVoice('ana')
    const instance = world.launch('ana', 0)
    const path = `/applications/${APPLICATION.id}/activity-instances/${instance?.id}`
    expect(json(await get(path))).toMatchObject({
      instance_id: instance?.id,
      location: { kind: 'gc', guild_id: GUILD.id, channel_id: CHANNEL.id },
      users: [ANA],
    })
    world.leaveActivity('ana')
    expect(await get(path)).toMatchObject({ status: 404, body: { code: 0 } })
  })

  it('knows the server with its owner and roles', async () => {
    const { get } = setUp()
    const guild = json(await get(`/guilds/${GUILD.id}`))
    expect(guild).toMatchObject({ id: GUILD.id, owner_id: ANA })
    expect(guild['roles']).toEqual((await get(`/guilds/${GUILD.id}/roles`)).body)
    expect(ROLES.map(({ name }) => name)).toContain('__proto__')
  })

  it('gives each member the roles they have at that moment', async () => {
    const { world, get } = setUp()
    const path = `/guilds/${GUILD.id}/members/${ANA}`
    const organiser = findRole('Organiser')
    const crew = findRole('Stage crew')
    expect(json(await get(path))['roles']).toEqual([organiser?.id])
    world.setRoles('ana', crew ? [crew] : [])
    expect(json(await get(path))['roles']).toEqual([crew?.id])
  })

  it('has no member who has left, until they come back', async () => {
    const { world, get } = setUp()
    const path = `/guilds/${GUILD.id}/members/${ANA}`
    world.joinVoice('ana')
    world.leaveGuild('ana')
    expect(await get(path)).toMatchObject({ status: 404, body: { code: 10007 } })
    expect(world.isInVoice('ana')).toBe(false)
    world.setRoles('ana', [])
    expect(await get(path)).toMatchObject({ status: 200, body: { roles: [] } })
  })

  it.each([
    [`/guilds/${GUILD.id}/members/999`, 404, 10007],
    ['/guilds/999/members/1', 403, 50001],
    [`/guilds/${OTHER_GUILD.id}`, 403, 50001],
    [`/guilds/${OTHER_GUILD.id}/roles`, 403, 50001],
    [`/guilds/${OTHER_GUILD.id}/members/${ANA}`, 403, 50001],
    [`/guilds/${GUILD.id}/members/me`, 400, 50035],
    [`/guilds/${GUILD.id}/voice-states/${ANA}`, 404, 10065],
    ['/users/999', 404, 10013],
    ['/nothing', 404, 0],
  ])('answers %s with %i and code %i', async (path, status, code) => {
    expect(await setUp().get(path)).toMatchObject({ status, body: { code } })
  })

  it.each(['viewChannel', 'connect'] as const)(
    'tells a bot without %s no voice channel that somebody is in',
    async permission => {
      const { world, get } = setUp()
      const path = `/guilds/${GUILD.id}/voice-states/${ANA}`
      world.setBotPermissions(BOT_PERMISSIONS & ~PERMISSION[permission])
      expect(await get(path)).toMatchObject({ status: 404, body: { code: 10065 } })
      world.joinVoice('ana')
      expect(await get(path)).toMatchObject({ status: 403, body: { code: 50001 } })
    },
  )

  it('tells a wrong method from a wrong path', async () => {
    expect((await setUp().call('POST', '/api/v10/users/@me')).status).toBe(405)
  })
})

describe('rate limits', () => {
  const path = `/users/@me/guilds/${GUILD.id}/member`

  it('counts down, refuses, and opens again', async () => {
    const discord = setUp()
    const authorization = discord.bearer(['guilds.members.read'])
    for (const remaining of ['4', '3', '2', '1', '0']) {
      const { status, headers } = await discord.get(path, authorization)
      expect({ status, remaining: headers?.['x-ratelimit-remaining'] }).toEqual({ status: 200, remaining })
    }
    discord.clock.nowMs += 1500
    const refused = await discord.get(path, authorization)
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'retry-after': '4', 'x-ratelimit-scope': 'user', 'x-ratelimit-reset-after': '3.500' },
      body: { message: 'You are being rate limited.', retry_after: 3.5, global: false },
    })
    discord.clock.nowMs += 3500
    expect((await discord.get(path, authorization)).status).toBe(200)
  })

  it('counts each token and each guild for itself', async () => {
    const discord = setUp()
    const [one, other] = [discord.bearer(['guilds.members.read']), discord.bearer(['guilds.members.read'])]
    for (let count = 0; count < 5; count++) await discord.get(path, one)
    expect((await discord.get(path, one)).status).toBe(429)
    expect((await discord.get(path, other)).status).toBe(200)
    expect((await discord.get('/users/@me/guilds/999/member', one)).status).toBe(403)
  })

  it('has one limit over all routes', async () => {
    const discord = setUp()
    const routes = [`/guilds/${GUILD.id}/members/${ANA}`, '/users/@me']
    const answers: StandInResponse[] = []
    for (let count = 0; count < 51; count++) answers.push(await discord.get(routes[count % 2] ?? ''))
    const last = answers.at(-1)
    expect(answers.slice(0, 50).every(({ status }) => status === 200)).toBe(true)
    expect(last).toMatchObject({
      status: 429,
      headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
      body: { global: true },
    })
  })
})

describe('images', () => {
  it('draws one for each avatar, each its own', async () => {
    const { world, call } = setUp()
    const seen = new Set<string>()
    const users = world.state().users.filter(user => user.avatar !== null)
    for (const { id, avatar } of users) {
      const { status, headers, body } = await call('GET', `/cdn/avatars/${id}/${avatar}.png?size=64`)
      expect({ status, type: headers?.['content-type'] }).toEqual({ status: 200, type: 'image/png' })
      seen.add(String(body))
    }
    expect(seen.size).toBe(users.length)
  })

  it('has none for a hash that isn’t the person’s', async () => {
    expect((await setUp().call('GET', `/cdn/avatars/${ANA}/0123.png`)).status).toBe(404)
  })
})

const OPENAPI = join(import.meta.dirname, '../../../../shared/data/discord-openapi-v10.json')
const isAbsent = !existsSync(OPENAPI) && process.env['CI'] === undefined

describe.skipIf(isAbsent)('answers as Discord’s OpenAPI document has them (needs ../shared/data)', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  for (const format of ['snowflake', 'int32', 'int64', 'double', 'uri', 'nonce']) ajv.addFormat(format, true)
  ajv.addFormat('date-time', { validate: (text: string) => !Number.isNaN(Date.parse(text)) })
  if (!isAbsent) ajv.addSchema({ $id: 'discord', ...JSON.parse(readFileSync(OPENAPI, 'utf8')) })

  function check(name: string, response: StandInResponse): void {
    const isValid = ajv.validate({ $ref: `discord#/components/schemas/${name}` }, json(response))
    expect(isValid ? [] : ajv.errors).toEqual([])
  }

  it('for people', async () => {
    const discord = setUp()
    const authorization = discord.bearer(['identify', 'guilds.members.read', 'rpc.voice.read'])
    check('UserPIIResponse', await discord.get('/users/@me', authorization))
    check(
      'PrivateGuildMemberResponse',
      await discord.get(`/users/@me/guilds/${GUILD.id}/member`, authorization),
    )
    check('OAuth2GetAuthorizationResponse', await discord.get('/oauth2/@me', authorization))
  })

  it('for the bot', async () => {
    const { world, get, commands } = setUp()
    world.joinVoice('ana')
    const instance = world.launch('ana', 0)
    check('UserPIIResponse', await get('/users/@me'))
    check('UserResponse', await get(`/users/${ANA}`))
    check('PrivateApplicationResponse', await get('/applications/@me'))
    commands.overwrite([
      { type: 4, name: 'launch', handler: 1, contexts: [0], integration_types: [0] },
      {
        name: 'watch',
        name_localizations: { de: 'schauen' },
        description: 'Watch',
        default_member_permissions: '0',
        options: [
          { type: 3, name: 'video', description: 'Which', required: true, autocomplete: true, max_length: 9 },
          { type: 4, name: 'limit', description: 'How many', min_value: 1, max_value: 9 },
          { type: 3, name: 'section', description: 'Which', choices: [{ name: 'All', value: 'all' }] },
        ],
      },
    ])
    for (const query of ['', '?with_localizations=true'])
      for (const command of z.array(z.unknown()).parse((await get(`${COMMANDS}${query}`)).body))
        check('ApplicationCommandResponse', { status: 200, body: z.looseObject({}).parse(command) })
    check('GuildWithCountsResponse', await get(`/guilds/${GUILD.id}`))
    check('GuildMemberResponse', await get(`/guilds/${GUILD.id}/members/${ANA}`))
    check('VoiceStateResponse', await get(`/guilds/${GUILD.id}/voice-states/${ANA}`))
    check(
      'EmbeddedActivityInstance',
      await get(`/applications/${APPLICATION.id}/activity-instances/${instance?.id}`),
    )
  })

  it('for errors', async () => {
    const { get } = setUp()
    // Not for form errors: their codes are words in Discord's answers and integers in its document.
    for (const path of ['/nothing', '/users/999']) check('ErrorResponse', await get(path))
    for (let count = 0; count < 30; count++) await get('/users/@me')
    check('RatelimitedResponse', await get('/users/@me'))
  })
})
