import { type ConfigOverrides, OverridesSchema } from '@kaltura-discord/shared/config/configSchema.ts'
import { diffConfig } from '@kaltura-discord/shared/config/diffConfig.ts'
import { mergeConfig, mergePatch } from '@kaltura-discord/shared/config/mergeConfig.ts'
import { defaults } from '@kaltura-discord/shared/config/testing/defaults.ts'
import type { NamedConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { httpRequest } from '../api/httpRequest.ts'
import { createSettings, POLL_MS, UNDO_MS } from './createSettings.ts'
import { differs } from './settingRows.ts'

const GUILD = '1200000000000000001'
const ANA = '1400000000000000001'
const BEN = '1400000000000000002'

/** The server's side of it, small: what it keeps, and what it refuses. */
function server() {
  const world = {
    version: 0,
    overrides: {} as ConfigOverrides,
    changes: [] as NamedConfigChange[],
    asked: [] as string[],
    fails: null as null | { code: string; status: number },
    mayUpdate: true,
  }
  const tag = () => `"${world.version}-abc"`
  const state = () => ({
    guildId: GUILD,
    version: world.version,
    updatedAt: null,
    config: mergeConfig(defaults, world.overrides),
    overrides: world.overrides,
  })
  const change = (patch: unknown, who: { userId: string; name: string }) => {
    const before = { overrides: world.overrides, config: mergeConfig(defaults, world.overrides) }
    const overrides = OverridesSchema.parse(mergePatch(world.overrides, patch))
    const keys = diffConfig(before, { overrides, config: mergeConfig(defaults, overrides) })
    if (keys.length === 0) return
    world.overrides = overrides
    world.version += 1
    const by = { ...who, serviceId: null }
    world.changes.unshift({
      version: world.version,
      at: '2026-11-21T12:00:00.000Z',
      way: 'api',
      by,
      keys: [...keys],
    })
  }
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const method = init.method ?? 'GET'
    world.asked.push(`${method} ${url}`)
    const json = (body: unknown, status = 200) =>
      new Response(JSON.stringify(body), { status, headers: { etag: `W/${tag()}` } })
    const refuse = (code: string, status: number) =>
      json({ type: 'about:blank', title: 'No', status, detail: 'No.', code, requestId: 'r' }, status)
    if (world.fails !== null) return refuse(world.fails.code, world.fails.status)
    if (url.includes('/history')) return json({ changes: world.changes, nextCursor: null })
    if (url.endsWith('/choices'))
      return json({
        defaults,
        roles: [{ id: '1210000000000000001', name: 'Organiser' }],
        channels: [{ id: '1310000000000000001', name: 'general' }],
        may: { update: world.mayUpdate, reset: world.mayUpdate },
      })
    if (method === 'GET') return json(state())
    if (new Headers(init.headers).get('if-match') !== tag()) return refuse('precondition_failed', 412)
    const patch =
      method === 'DELETE' ? { [url.split('/').at(-1) ?? '']: null } : JSON.parse(String(init.body))
    change(patch, { userId: ANA, name: 'Ana' })
    return json(state())
  })
  const settings = createSettings({
    guildId: GUILD,
    api: {
      request: (path, schema, more = {}) => httpRequest({ url: path, schema, accessToken: 'a', ...more }),
    },
  })
  const row = (key: string) => settings.view.get().rows.find(each => each.key === key)
  const byBen = (patch: unknown) => change(patch, { userId: BEN, name: 'Ben' })
  return { world, settings, row, byBen }
}

async function opened() {
  const all = server()
  all.settings.setOpen(true)
  await vi.advanceTimersByTimeAsync(0)
  return all
}

const JOINS = 'notifications.types.user_join'
const SHARED = 'notifications.templates.meeting_share'

describe('settings', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('are every key there is, with its default and without a change', async () => {
    const { settings, row } = await opened()
    const { phase, rows } = settings.view.get()
    expect([phase, rows.length]).toEqual(['ready', 35])
    expect(row(JOINS)).toMatchObject({ value: false, defaultValue: false, own: false, change: null })
    expect(row('notifications.channels.user_join')).toMatchObject({ value: null, optional: true })
    settings.close()
  })

  it('show a change at once, and who made it, and that it can be taken back for a while', async () => {
    const { settings, row, world } = await opened()
    const saving = settings.save(JOINS, true)
    expect(row(JOINS)?.value).toBe(true)
    expect(settings.view.get().saving.has(JOINS)).toBe(true)
    expect(await saving).toBe(true)
    const changed = row(JOINS)
    expect(changed && differs(changed)).toBe(true)
    expect(changed).toMatchObject({ value: true, own: true, change: { by: { name: 'Ana' } } })
    expect(settings.view.get()).toMatchObject({ said: { kind: 'saved', key: JOINS }, canUndo: true })
    await settings.undo()
    expect(world.overrides).toEqual({})
    expect(row(JOINS)).toMatchObject({ value: false, own: false })
    expect(settings.view.get()).toMatchObject({ said: { kind: 'undone' }, canUndo: false })
    await vi.advanceTimersByTimeAsync(UNDO_MS)
    expect(settings.view.get().said).toBeNull()
    settings.close()
  })

  it('make two changes in a row without the first being in the way of the second', async () => {
    const { settings, world } = await opened()
    const both = [settings.save(JOINS, true), settings.save('features.recording', false)]
    expect(await Promise.all(both)).toEqual([true, true])
    expect(world.overrides).toEqual({
      notifications: { types: { user_join: true } },
      features: { recording: false },
    })
    settings.close()
  })

  it('refuse what does not fit without asking, and keep what was written', async () => {
    const { settings, world, row } = await opened()
    for (const wrong of ['', 'x'.repeat(1501)]) {
      settings.edit(SHARED, wrong)
      expect(await settings.save(SHARED, wrong)).toBe(false)
      expect(settings.view.get().problems.get(SHARED)).toMatchObject({
        kind: 'wrongValue',
        expected: { kind: 'text', minLength: 1, maxLength: 1500 },
      })
      expect(settings.view.get().drafts.get(SHARED)?.value).toBe(wrong)
    }
    settings.edit(SHARED, row(SHARED)?.value)
    expect(settings.view.get()).toMatchObject({ drafts: new Map(), problems: new Map() })
    expect(world.asked.filter(line => line.startsWith('PATCH'))).toEqual([])
    settings.close()
  })

  it('change nothing that somebody else has changed meanwhile, and say what', async () => {
    const { settings, row, byBen, world } = await opened()
    byBen({ features: { embedding: false } })
    settings.edit(SHARED, 'Come in')
    expect(await settings.save(SHARED, 'Come in')).toBe(false)
    const view = settings.view.get()
    expect(view.meanwhile).toMatchObject([{ by: { name: 'Ben' }, keys: [{ key: 'features.embedding' }] }])
    expect(view.problems.get(SHARED)).toEqual({ kind: 'meanwhile' })
    expect(view.drafts.get(SHARED)?.value).toBe('Come in')
    expect(row('features.embedding')?.value).toBe(false)
    expect(world.overrides.notifications).toBeUndefined()
    expect(await settings.save(SHARED, 'Come in')).toBe(true)
    expect(settings.view.get().drafts.size).toBe(0)
    settings.dismiss()
    expect(settings.view.get().meanwhile).toBeNull()
    settings.close()
  })

  it('see what others change, soon, and leave what is being written alone', async () => {
    const { settings, row, byBen } = await opened()
    settings.edit(SHARED, 'Mine')
    byBen({ notifications: { templates: { meeting_share: 'His' } } })
    await vi.advanceTimersByTimeAsync(POLL_MS)
    expect(row(SHARED)).toMatchObject({ value: 'His', change: { by: { name: 'Ben' } } })
    const { drafts, said } = settings.view.get()
    expect(drafts.get(SHARED)).toEqual({
      value: 'Mine',
      base: defaults.notifications.templates.meeting_share,
    })
    expect(said).toMatchObject({ kind: 'others', changes: [{ by: { name: 'Ben' } }] })
    settings.close()
  })

  it('take nothing back that somebody has changed since, whatever else they change', async () => {
    const { settings, byBen, world } = await opened()
    await settings.save(JOINS, true)
    byBen({ features: { embedding: false } })
    await settings.undo()
    expect(world.overrides).toEqual({ features: { embedding: false } })
    await settings.save(SHARED, 'One')
    byBen({ notifications: { templates: { meeting_share: 'Two' } } })
    await settings.undo()
    expect(world.overrides.notifications?.templates?.meeting_share).toBe('Two')
    expect(settings.view.get().said).toMatchObject({ kind: 'changedSince', key: SHARED })
    settings.close()
  })

  it('bring the defaults of a section back, and what was there before', async () => {
    const { settings, world, row } = await opened()
    await settings.save('roles.mapping.Dr. Who', 'moderator')
    await settings.save('roles.mapping.default', 'moderator')
    await settings.save('features.recording', false)
    expect(row('roles.mapping.Dr. Who')).toMatchObject({ value: 'moderator', defaultValue: null, own: true })
    const before = world.overrides
    expect(await settings.reset('roles')).toBe(true)
    expect(world.overrides).toEqual({ features: { recording: false } })
    expect(row('roles.mapping.Dr. Who')).toBeUndefined()
    await settings.undo()
    expect(world.overrides).toEqual(before)
    expect(settings.view.get().said).toMatchObject({ kind: 'sectionUndone', section: 'roles' })
    settings.close()
  })

  it('ask seldom, and only while somebody looks', async () => {
    const { settings, world } = await opened()
    const reads = () => world.asked.filter(line => line === `GET /config/${GUILD}`).length
    await vi.advanceTimersByTimeAsync(2 * POLL_MS)
    expect(reads()).toBe(3)
    settings.setOpen(false)
    await vi.advanceTimersByTimeAsync(10 * POLL_MS)
    expect(reads()).toBe(3)
    settings.close()
  })

  it('are gone for whoever may no longer look, and stay while nobody answers', async () => {
    const { settings, world } = await opened()
    world.fails = { code: 'unavailable', status: 503 }
    expect(await settings.save(JOINS, true)).toBe(false)
    expect(settings.view.get().problems.get(JOINS)).toEqual({ kind: 'refused', code: 'unavailable' })
    await vi.advanceTimersByTimeAsync(POLL_MS)
    expect(settings.view.get()).toMatchObject({ phase: 'ready', stale: true })
    world.fails = null
    await vi.advanceTimersByTimeAsync(POLL_MS)
    expect(settings.view.get()).toMatchObject({ stale: false })
    world.fails = { code: 'forbidden', status: 403 }
    await vi.advanceTimersByTimeAsync(POLL_MS)
    expect(settings.view.get()).toMatchObject({ phase: 'forbidden', rows: [] })
    settings.close()
  })
})
