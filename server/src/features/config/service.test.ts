import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../platform/database/openDatabase.ts'
import { createLogger } from '../../platform/logger.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { CONFIG_FRESH_MS, ConfigCache } from './configCache.ts'
import { importOverrides } from './importOverrides.ts'
import { loadDefaults } from './loadDefaults.ts'
import { type Change, createConfigService, type GuildState } from './service.ts'
import { createConfigStore, KEPT_CHANGES } from './store.ts'

const DEFAULTS = fileURLToPath(new URL('../../../../config/default_config.json', import.meta.url))
const GUILD = '1200000000000000001'
const change: Change = {
  guildId: GUILD,
  origin: { way: 'command', userId: '1400000000000000001', serviceId: null },
}

let folder: string
let database: Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-config-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What one process has for itself; all share the database. */
function startProcess(on = database) {
  const clock = { now: 1_000, nowMs: () => clock.now }
  const log: string[] = []
  const destination = { write: (line: string) => void log.push(line) }
  const logger = createLogger({ level: 'info', secrets: [], destination })
  const store = createConfigStore(on)
  const service = createConfigService({ store, defaults: loadDefaults(DEFAULTS), clock, logger })
  const directory = join(folder, 'overrides')
  return { clock, log, store, service, takeIn: () => importOverrides({ directory, service, logger }) }
}

const prefixOf = async ({ service }: ReturnType<typeof startProcess>) =>
  (await service.of(GUILD)).commands.prefix

eachDatabase('configuration', open => {
  beforeEach(async () => {
    database = await open()
  })

  describe('two processes', () => {
    it('never overwrite each other, and leave a history without gaps', async () => {
      const processes = [startProcess(), startProcess(await open())]
      const rounds = 15
      const changes = Array.from({ length: rounds }, (_, round) =>
        processes.map(({ service }, index) =>
          service.update(change, { roles: { mapping: { [`${index} ${round}`]: 'viewer' } } }),
        ),
      )
      const results = await Promise.all(changes.flat())
      const kept = results.filter(({ ok }) => ok).length
      const [first] = processes
      const stored = await first?.store.load(GUILD)
      expect(Object.keys(stored?.overrides.roles?.mapping ?? {})).toHaveLength(kept)
      expect(stored?.version).toBe(kept)
      const history = await first?.service.history({ guildId: GUILD, limit: 100 })
      expect(history?.changes.map(({ version }) => version)).toEqual(
        Array.from({ length: kept }, (_, index) => kept - index),
      )
      expect(results.filter(result => !result.ok).map(result => !result.ok && result.error.code)).toEqual(
        Array(results.length - kept).fill('conflict'),
      )
      expect(kept).toBeGreaterThanOrEqual(rounds)
    })

    it('hear of each other after a while, and of their own doing at once', async () => {
      const [one, other] = [startProcess(), startProcess(await open())]
      expect([await prefixOf(one), await prefixOf(other)]).toEqual(['', ''])
      await one.service.update(change, { commands: { prefix: 'k' } })
      expect([await prefixOf(one), await prefixOf(other)]).toEqual(['k', ''])
      other.clock.now += CONFIG_FRESH_MS
      expect(await prefixOf(other)).toBe('')
      other.clock.now += 1
      expect(await prefixOf(other)).toBe('k')
    })

    it('decide on what is stored, not on what they remember', async () => {
      const [one, other] = [startProcess(), startProcess()]
      await other.service.view(GUILD)
      await one.service.update(change, { commands: { prefix: 'k' } })
      const updated = await other.service.update(change, { features: { recording: false } })
      expect(updated).toMatchObject({
        value: { version: 2, overrides: { commands: { prefix: 'k' }, features: { recording: false } } },
      })
    })
  })

  describe('a read that was on its way', () => {
    it('does not bring back what has been changed since', async () => {
      const { clock, service } = startProcess()
      const before = await service.view(GUILD)
      const after = { ...before, version: before.version + 1 }
      const cache = new ConfigCache(clock)
      const answer = Promise.withResolvers<GuildState>()
      const reading = cache.get(GUILD, () => answer.promise)
      cache.put(after)
      answer.resolve(before)
      expect(await reading).toBe(after)
      expect(await cache.get(GUILD, () => Promise.reject(new Error('not needed')))).toBe(after)
    })
  })

  describe('what is asked for now and then', () => {
    async function heldFor(ms: number) {
      const { clock, service } = startProcess()
      const state = await service.view(GUILD)
      const cache = new ConfigCache(clock)
      cache.put(state)
      clock.now += ms
      return { cache, clock, state }
    }

    it('is read anew before anybody has to wait for it', async () => {
      const { cache, clock, state } = await heldFor(CONFIG_FRESH_MS / 2)
      const newer = { ...state, version: state.version + 1 }
      const reading = Promise.resolve(newer)
      expect(await cache.get(GUILD, () => reading)).toBe(state)
      await reading
      clock.now += CONFIG_FRESH_MS
      expect(await cache.get(GUILD, () => Promise.reject(new Error('not needed')))).toBe(newer)
    })

    it('stays good for as long as ever while the database is away', async () => {
      const { cache, clock, state } = await heldFor(CONFIG_FRESH_MS / 2)
      const away = () => Promise.reject(new Error('away'))
      expect(await cache.get(GUILD, away)).toBe(state)
      clock.now += CONFIG_FRESH_MS / 2
      expect(await cache.get(GUILD, away)).toBe(state)
      clock.now += 1
      await expect(cache.get(GUILD, away)).rejects.toThrow('away')
    })
  })

  describe('one key, as somebody has written it', () => {
    it('is set, and its change is recorded as a command', async () => {
      const { service } = startProcess()
      const written = { section: 'roles', key: 'mapping.Dr. Who', text: 'Moderator' } as const
      expect(await service.updateKey(change, written)).toMatchObject({ ok: true, value: { version: 1 } })
      const { changes } = await service.history({ guildId: GUILD, limit: 1 })
      const keys = [{ key: 'roles.mapping.Dr. Who', before: null, after: 'moderator' }]
      expect(changes).toMatchObject([{ way: 'command', by: { userId: change.origin.userId }, keys }])
    })

    it('is refused with the nearest right one', async () => {
      const { service } = startProcess()
      const refused = await service.updateKey(change, { key: 'features.recordings', text: 'no' })
      expect(refused).toMatchObject({ error: { code: 'invalid_request', field: 'features.recordings' } })
      expect(!refused.ok && refused.error.message).toMatch(/Did you mean features\.recording\?/)
    })

    it('is one of those that are described', () => {
      const { service } = startProcess()
      expect(service.keys().map(({ key }) => key)).toContain('notifications.templates.meeting_share')
    })
  })

  it('keeps only the latest changes', async () => {
    const { store } = startProcess()
    const saving = { guildId: GUILD, overrides: {}, keys: [], origin: change.origin, nowMs: 1 }
    const versions = Array.from({ length: KEPT_CHANGES + 5 }, (_, version) => version)
    for (const expectedVersion of versions)
      expect(await store.save({ ...saving, expectedVersion })).toBe(true)
    const history = await store.history({ guildId: GUILD, limit: 2 * KEPT_CHANGES })
    expect(history).toHaveLength(KEPT_CHANGES)
    expect(history.at(-1)?.version).toBe(6)
  })

  describe('files of overrides', () => {
    function put(name: string, content: unknown): void {
      mkdirSync(join(folder, 'overrides'), { recursive: true })
      const text = typeof content === 'string' ? content : JSON.stringify(content)
      writeFileSync(join(folder, 'overrides', name), text)
    }

    it('are taken in once, and not again over later changes', async () => {
      put(`${GUILD}.json`, { commands: { prefix: 'file' }, features: { recording: false } })
      const first = startProcess()
      await first.takeIn()
      expect(await prefixOf(first)).toBe('file')
      const { changes } = await first.service.history({ guildId: GUILD, limit: 10 })
      expect(changes).toMatchObject([{ way: 'import', by: { userId: null, serviceId: null } }])
      await first.service.update(change, { commands: { prefix: 'later' } })
      await first.takeIn()
      expect(await prefixOf(first)).toBe('later')
      const second = startProcess()
      await second.takeIn()
      expect(await prefixOf(second)).toBe('later')
      expect(second.log).toEqual([])
    })

    it('are taken in again when they say something else, on top of the rest', async () => {
      put(`${GUILD}.json`, { commands: { prefix: 'file' } })
      const process = startProcess()
      await process.takeIn()
      await process.service.update(change, { features: { recording: false } })
      put(`${GUILD}.json`, { commands: { prefix: 'new' } })
      await process.takeIn()
      const { overrides } = await process.service.view(GUILD)
      expect(overrides).toEqual({ commands: { prefix: 'new' }, features: { recording: false } })
    })

    it.each<[string, unknown, RegExp]>([
      [
        `${GUILD}.json`,
        { features: { recording: false, embeding: true } },
        /features\.embeding.*features\.embedding/,
      ],
      [
        `${GUILD}.json`,
        { features: { recording: false }, commands: { enabled: 'yes' } },
        /commands\.enabled must be/,
      ],
      [`${GUILD}.json`, '{"features":', /not JSON/],
      [`${GUILD}.json`, 'null', /The configuration must be an object/],
      [`${GUILD}.json`, { features: { recording: null } }, /features\.recording must be true or false/],
      ['film-club.json', { features: { recording: false } }, /id of a Discord server/],
      [`${GUILD}.json`, `"${'x'.repeat(600_000)}"`, /larger than/],
    ])('%s with %j is named and left out as a whole', async (name, content, reason) => {
      put(name, content)
      put('1200000000000000009.json', { commands: { prefix: 'fine' } })
      const process = startProcess()
      await process.takeIn()
      expect(await process.store.load(GUILD)).toMatchObject({ version: 0, overrides: {} })
      expect((await process.service.of('1200000000000000009')).commands.prefix).toBe('fine')
      const skipped = process.log
        .map(line => JSON.parse(line))
        .filter(({ event }) => event.endsWith('skipped'))
      expect(skipped).toEqual([
        expect.objectContaining({ file: name, reason: expect.stringMatching(reason) }),
      ])
    })

    it('need not be there', async () => {
      const process = startProcess()
      await process.takeIn()
      expect(process.log).toEqual([])
    })
  })
})

describe('the defaults', () => {
  it.each<[string, RegExp]>([
    ['{"features":', /is missing or is not JSON/],
    ['{}', /notifications must be an object with/],
  ])('with %s are refused by name', (content, message) => {
    const path = join(folder, 'default_config.json')
    writeFileSync(path, content)
    expect(() => loadDefaults(path)).toThrow(message)
    expect(() => loadDefaults(path)).toThrow(path)
  })

  it('are needed', () => {
    expect(() => loadDefaults(join(folder, 'nowhere.json'))).toThrow(/Put the default_config.json/)
  })
})
