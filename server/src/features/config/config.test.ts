import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GuildConfig } from '@kaltura-discord/shared/config/configSchema.ts'
import {
  type ConfigAnswer,
  ConfigAnswerSchema,
  ConfigHistorySchema,
} from '@kaltura-discord/shared/protocol/http/config.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GUILD, OTHER_GUILD } from '../../../../sandbox/src/discord/identities.ts'
import { createApp } from '../../app.ts'
import { loadConfig } from '../../config.ts'
import { createLogger } from '../../platform/logger.ts'
import { postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct
const tokens = new Map<string, string>()

beforeAll(async () => {
  product = await startTestProduct()
  for (const name of ['ana', 'ben', 'cleo', 'dan', 'eva', 'gita', 'hugo'])
    tokens.set(name, (await product.signIn(name)).accessToken)
})
afterAll(() => product.close())
afterEach(() => product.sandbox.faults.clear())

interface Sending {
  readonly as?: string
  readonly method?: string
  /** An object, or a text that is sent as it is. */
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** To the server that everybody is in, unless the path says otherwise. */
function send(path: string, { as = 'ana', method = 'GET', body, headers = {} }: Sending = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return fetch(`${product.url}/api/v1/config/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens.get(as)}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: text }),
  })
}

const patch = (body: unknown, more: Sending = {}) => send(GUILD.id, { method: 'PATCH', body, ...more })
const reset = (path: string = GUILD.id, more: Sending = {}) => send(path, { method: 'DELETE', ...more })

async function stateOf(
  response: Promise<Response>,
): Promise<ConfigAnswer & { readonly config: GuildConfig }> {
  const answered = await response
  const text = await answered.text()
  expect([answered.status, text]).toEqual([200, expect.any(String)])
  const state = ConfigAnswerSchema.parse(JSON.parse(text))
  const { notifications, commands, roles, features } = state.config
  if (!notifications || !commands || !roles || !features) throw new Error('a section is missing')
  return { ...state, config: { notifications, commands, roles, features } }
}

async function problemOf(response: Promise<Response>) {
  const answered = await response
  const problem = ProblemSchema.parse(await answered.json())
  expect(problem.status).toBe(answered.status)
  return problem
}

describe('reading', () => {
  it('gives the defaults where nothing has been decided', async () => {
    const state = await stateOf(send(GUILD.id))
    expect(state).toMatchObject({ guildId: GUILD.id, version: 0, updatedAt: null, overrides: {} })
    expect(state.config.commands.permissions['kaltura-config-view']).toEqual(['admin'])
  })

  it('gives one section where only that is asked for', async () => {
    const response = await send(`${GUILD.id}?section=features`)
    const answer = ConfigAnswerSchema.parse(await response.json())
    expect(answer.config).toEqual({
      features: {
        embedding: true,
        recording: true,
        user_sync: true,
        browser_guests: true,
        named_guests: false,
      },
    })
    expect((await problemOf(send(`${GUILD.id}?section=nothing`))).code).toBe('invalid_request')
  })

  it('is not repeated to whoever has it already', async () => {
    const tag = (await send(GUILD.id)).headers.get('etag') ?? ''
    expect((await send(GUILD.id, { headers: { 'if-none-match': tag } })).status).toBe(304)
    await stateOf(patch({ features: { embedding: false } }))
    const changed = await send(GUILD.id, { headers: { 'if-none-match': tag } })
    expect([changed.status, changed.headers.get('etag')]).not.toContain(tag)
    expect(changed.status).toBe(200)
  })
})

describe('changing', () => {
  it('takes effect at once', async () => {
    const changed = await stateOf(patch({ notifications: { types: { user_join: true } } }))
    expect(changed.config.notifications.types.user_join).toBe(true)
    const read = await stateOf(send(GUILD.id))
    expect(read).toEqual(changed)
    expect(read.overrides.notifications).toEqual({ types: { user_join: true } })
  })

  it('changes who may do what at once (ASVS 8.3.2)', async () => {
    expect((await problemOf(send(GUILD.id, { as: 'ben' }))).code).toBe('forbidden')
    await stateOf(patch({ commands: { permissions: { 'kaltura-config-view': ['Lehrkräfte 🎓'] } } }))
    await stateOf(send(GUILD.id, { as: 'ben' }))
    expect((await problemOf(patch({}, { as: 'ben' }))).code).toBe('forbidden')
    await stateOf(patch({ roles: { mapping: { 'Lehrkräfte 🎓': 'admin' } } }))
    await stateOf(patch({}, { as: 'ben' }))
    await stateOf(reset())
    expect((await problemOf(send(GUILD.id, { as: 'ben' }))).code).toBe('forbidden')
  })

  it('is the same with nothing to change, and makes no version', async () => {
    const { version } = await stateOf(patch({ commands: { prefix: 'k' } }))
    expect((await stateOf(patch({ commands: { prefix: 'k' } }))).version).toBe(version)
    expect((await stateOf(patch({}))).version).toBe(version)
  })

  it.each<[unknown, string, RegExp]>([
    [{ features: { recordng: false } }, 'features.recordng', /Did you mean features\.recording\?/],
    [{ notification: {} }, 'notification', /Did you mean notifications\?/],
    [{ user_sync: false }, 'user_sync', /Did you mean features\.user_sync\?/],
    [{ features: { recording: 'no' } }, 'features.recording', /must be true or false/],
    ['{"__proto__":{"isAdmin":true}}', '__proto__', /There is no key __proto__/],
    ['{"roles":{"mapping":{"__proto__":"admin"}}}', 'roles.mapping.__proto__', /There is no key/],
    [
      { notifications: { templates: { meeting_end: 'x'.repeat(5_000) } } },
      'notifications.templates.meeting_end',
      /1 to 1500 characters/,
    ],
  ])('refuses %j and says what would be right', async (body, field, detail) => {
    const before = await stateOf(send(GUILD.id))
    // By somebody else who may, because each person may only ask so often.
    const problem = await problemOf(patch(body, { as: 'dan' }))
    expect(problem).toMatchObject({ code: 'invalid_request', field, status: 400 })
    expect(problem.detail).toMatch(detail)
    expect(await stateOf(send(GUILD.id))).toEqual(before)
  })

  it.each(['null', '[]', '"x"', '5', undefined])('refuses %s for a patch', async body => {
    expect((await problemOf(patch(body, { as: 'dan' }))).code).toBe('invalid_request')
  })
})

describe('changing at the same time', () => {
  it('loses nothing', async () => {
    await stateOf(reset(GUILD.id, { as: 'eva' }))
    const { version } = await stateOf(send(GUILD.id, { as: 'eva' }))
    const names = Array.from({ length: 20 }, (_, index) => `Role ${index}`)
    const all = names.map(name => patch({ roles: { mapping: { [name]: 'viewer' } } }, { as: 'eva' }))
    const versions = await Promise.all(all.map(async each => (await stateOf(each)).version))
    const read = await stateOf(send(GUILD.id, { as: 'eva' }))
    expect(new Set(versions).size).toBe(names.length)
    expect(read.version).toBe(version + names.length)
    expect(Object.keys(read.overrides.roles?.mapping ?? {}).sort()).toEqual(names.sort())
  })

  it('is noticed by whoever names the state that they saw', async () => {
    const tag = (await send(GUILD.id)).headers.get('etag') ?? ''
    const headers = { 'if-match': tag }
    const first = await patch({ commands: { prefix: 'a' } }, { headers })
    expect([first.status, first.headers.get('etag')]).toEqual([200, expect.not.stringMatching(tag)])
    const second = patch({ commands: { prefix: 'b' } }, { headers, as: 'dan' })
    expect(await problemOf(second)).toMatchObject({ code: 'precondition_failed', status: 412 })
    expect((await problemOf(reset(GUILD.id, { headers, as: 'dan' }))).code).toBe('precondition_failed')
    expect((await stateOf(send(GUILD.id))).config.commands.prefix).toBe('a')
    const again = { 'if-match': `"other", ${first.headers.get('etag')}` }
    await stateOf(patch({ commands: { prefix: 'c' } }, { headers: again, as: 'dan' }))
    await stateOf(patch({ commands: { prefix: 'd' } }, { headers: { 'if-match': '*' }, as: 'dan' }))
  })
})

describe('going back to the defaults', () => {
  it('of one section leaves the others', async () => {
    await stateOf(patch({ features: { recording: false }, commands: { prefix: '!' } }))
    const state = await stateOf(reset(`${GUILD.id}/features`))
    expect(state.overrides).toMatchObject({ commands: { prefix: '!' } })
    expect(state.overrides).not.toHaveProperty('features')
    expect(state.config.features.recording).toBe(true)
  })

  it('of all leaves nothing, and the versions go on', async () => {
    const before = await stateOf(patch({ features: { recording: false } }))
    const after = await stateOf(reset())
    expect(after).toMatchObject({ overrides: {}, version: before.version + 1 })
  })

  it('takes sections that exist', async () => {
    expect((await problemOf(reset(`${GUILD.id}/__proto__`, { as: 'dan' }))).code).toBe('invalid_request')
    expect((await problemOf(reset(`${GUILD.id}/all`, { as: 'dan' }))).code).toBe('invalid_request')
  })
})

describe('the history', () => {
  it('says who changed what, when and how, the latest first', async () => {
    await stateOf(reset(GUILD.id, { as: 'dan' }))
    const { version } = await stateOf(patch({ features: { recording: false } }, { as: 'dan' }))
    await stateOf(reset(`${GUILD.id}/features`, { as: 'eva' }))
    const history = ConfigHistorySchema.parse(await (await send(`${GUILD.id}/history?limit=2`)).json())
    expect(history.changes).toEqual([
      {
        version: version + 1,
        at: expect.any(String),
        way: 'api',
        by: { userId: '1400000000000000005', serviceId: null },
        keys: [{ key: 'features.recording', before: false, after: true }],
      },
      {
        version,
        at: expect.any(String),
        way: 'api',
        by: { userId: '1400000000000000004', serviceId: null },
        keys: [{ key: 'features.recording', before: true, after: false }],
      },
    ])
    expect(history.nextCursor).toBe(String(version))
  })

  it('comes in pages without gaps', async () => {
    const { version } = await stateOf(send(GUILD.id))
    const versions: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`
      const response = await send(`${GUILD.id}/history?limit=7${query}`)
      const history = ConfigHistorySchema.parse(await response.json())
      versions.push(...history.changes.map(change => change.version))
      cursor = history.nextCursor
    }
    expect(versions).toEqual(Array.from({ length: version }, (_, index) => version - index))
  })
})

describe('a server that starts', () => {
  it('takes in files of overrides', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-overrides-'))
    writeFileSync(join(folder, `${GUILD.id}.json`), '{"commands":{"prefix":"file"}}')
    const started = await startTestProduct({ CONFIG_OVERRIDES_DIR: folder })
    const { accessToken } = await started.signIn('ana')
    const headers = { authorization: `Bearer ${accessToken}` }
    const response = await fetch(`${started.url}/api/v1/config/${GUILD.id}`, { headers })
    expect(await response.json()).toMatchObject({ version: 1, overrides: { commands: { prefix: 'file' } } })
    await started.close()
    rmSync(folder, { recursive: true })
  })

  it('does not with defaults that do not fit, and says which', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-defaults-'))
    const defaultConfigFile = join(folder, 'default_config.json')
    const { config: whole } = await stateOf(send(GUILD.id))
    writeFileSync(defaultConfigFile, JSON.stringify({ ...whole, features: { recording: 'yes' } }))
    const loaded = loadConfig(product.environment)
    if (!loaded.ok) throw new Error(loaded.problems.join())
    const app = createApp(loaded.config, { defaultConfigFile, logger: createSilentLogger() })
    await expect(app.start()).rejects.toThrow(/features\.recording must be true or false/)
    rmSync(folder, { recursive: true })
  })

  const createSilentLogger = () => createLogger({ level: 'silent', secrets: [] })
})

describe('whoever', () => {
  const everything = (as: string, guildId: string = GUILD.id) => [
    send(guildId, { as }),
    send(`${guildId}/history`, { as }),
    send(guildId, { as, method: 'PATCH', body: { features: { recording: false } } }),
    reset(guildId, { as }),
    reset(`${guildId}/roles`, { as }),
  ]

  it.each([
    ['is a viewer', 'cleo'],
    ['is a moderator', 'ben'],
    ['has roles called __proto__, default and Admin', 'gita'],
    ['has a role that is named like the id of another', 'hugo'],
  ])('%s is refused all of it', async (_name, as) => {
    for (const response of everything(as)) {
      const problem = await problemOf(response)
      expect(problem).toMatchObject({ code: 'forbidden', status: 403 })
      expect(problem.detail).toMatch(/do not allow this/)
    }
  })

  it.each(['ana', 'dan', 'eva'])('is admin there may: %s', async as => {
    await stateOf(send(GUILD.id, { as }))
  })

  it('owns one server is refused another, which the app has not been added to (ASVS 8.2.2, 8.4.1)', async () => {
    for (const response of everything('ana', OTHER_GUILD.id)) {
      const problem = await problemOf(response)
      expect(problem).toMatchObject({ code: 'forbidden', status: 403 })
      expect(problem.detail).toMatch(/This app is not in that Discord server/)
    }
  })

  it('has left the server is refused all of it', async () => {
    const host = product.sandbox.urls.host
    await postJson(`${host}/host/roles`, { user: 'lea', roles: ['admin'] })
    // Signed in before, and holding on to the Activity: only the server has been left.
    tokens.set('lea', (await product.signIn('lea')).accessToken)
    await stateOf(send(GUILD.id, { as: 'lea' }))
    tokens.set('iris', (await product.signIn('iris')).accessToken)
    await postJson(`${host}/host/guild/leave`, { user: 'iris' })
    for (const response of everything('iris')) {
      const problem = await problemOf(response)
      expect(problem.code).toBe('forbidden')
      expect(problem.detail).toMatch(/You are not in that Discord server/)
    }
  })

  it('has not signed in is refused', async () => {
    const headers = { authorization: '' }
    expect((await problemOf(send(GUILD.id, { headers }))).code).toBe('unauthenticated')
    expect((await problemOf(patch({}, { headers }))).code).toBe('unauthenticated')
  })

  it('asks while Discord is away hears so, and nothing is allowed on old knowledge (ASVS 16.5.3)', async () => {
    product.sandbox.faults.add({ service: 'discord', pathContains: '/members/', kind: 'fail', status: 500 })
    const { accessToken } = await product.signIn('jon')
    tokens.set('jon', accessToken)
    expect((await problemOf(send(GUILD.id, { as: 'jon' }))).code).toBe('discord_unavailable')
  })

  it.each(['abc', '1'.repeat(21), '-1', '%00', '1%2F2'])('asks for server %s is told no', async guildId => {
    const { status } = await problemOf(send(guildId))
    expect([400, 403, 404]).toContain(status)
  })
})
