import { defaults } from '@kaltura-discord/shared/config/testing/defaults.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../../../platform/logger.ts'
import { eachDatabase } from '../../../testing/eachDatabase.ts'
import { type ConfigService, createConfigService } from '../../config/service.ts'
import { createConfigStore } from '../../config/store.ts'
import { type Changer, changeBy } from './changer.ts'
import type { GuildSettings } from './guildSettings.ts'
import { undoChange } from './undoChange.ts'

const ana: Changer = { guildId: '1200000000000000001', userId: '1400000000000000001', language: 'en' }
const elsewhere: Changer = { ...ana, guildId: '1200000000000000002' }
const dan: Changer = { ...ana, userId: '1400000000000000004' }

eachDatabase('taking a change back', open => {
  let settings: ConfigService

  beforeEach(async () => {
    const database = await open()
    const store = createConfigStore(database)
    const clock = { nowMs: () => 1_000 }
    const logger = createLogger({ level: 'silent', secrets: [] })
    settings = createConfigService({ store, defaults, clock, logger })
  })

  async function set(key: string, text: string, changer = ana): Promise<number> {
    const done = await settings.updateKey(changeBy(changer), { key, text })
    if (!done.ok) throw new Error(done.error.message)
    return done.value.version
  }

  it('brings the default back where it was one, not a value that is like it', async () => {
    const version = await set('features.recording', 'off')
    expect(await undoChange(settings, ana, version)).toMatchObject({
      value: { kind: 'undone', changed: { key: 'features.recording', before: false, after: true } },
    })
    expect((await settings.view(ana.guildId)).overrides).toEqual({})
  })

  it('brings back what was there before', async () => {
    await set('roles.mapping.Dr. Who', 'admin')
    const version = await set('roles.mapping.Dr. Who', 'viewer')
    await undoChange(settings, ana, version)
    expect((await settings.view(ana.guildId)).overrides).toEqual({
      roles: { mapping: { 'Dr. Who': 'admin' } },
    })
  })

  it('is for the server that it was made in', async () => {
    const version = await set('features.recording', 'off')
    expect(await undoChange(settings, elsewhere, version)).toEqual({ ok: true, value: { kind: 'gone' } })
    await set('commands.prefix', 'k', elsewhere)
    await undoChange(settings, elsewhere, version)
    expect((await settings.view(ana.guildId)).overrides).toEqual({ features: { recording: false } })
  })

  it('goes on where somebody changes another key at that moment', async () => {
    const version = await set('features.recording', 'off')
    let others = 2
    const meanwhile: GuildSettings = {
      ...settings,
      async update(change, patch) {
        if (others-- > 0) await set('commands.prefix', String(others), dan)
        return settings.update(change, patch)
      },
    }
    expect(await undoChange(meanwhile, ana, version)).toMatchObject({ value: { kind: 'undone' } })
    expect((await settings.view(ana.guildId)).overrides).toEqual({ commands: { prefix: '0' } })
  })

  it('leaves what somebody changes at that moment', async () => {
    const version = await set('features.recording', 'off')
    const meanwhile: GuildSettings = {
      ...settings,
      async update(change, patch) {
        await set('features.recording', 'on', dan)
        return settings.update(change, patch)
      },
    }
    const undone = await undoChange(meanwhile, ana, version)
    expect(undone).toEqual({ ok: true, value: { kind: 'changedSince', key: 'features.recording' } })
    expect((await settings.view(ana.guildId)).overrides).toEqual({ features: { recording: true } })
  })

  it('is given back after it has met too many others', async () => {
    const version = await set('features.recording', 'off')
    let others = 0
    const meanwhile: GuildSettings = {
      ...settings,
      async update(change, patch) {
        await set('commands.prefix', String(others++), dan)
        return settings.update(change, patch)
      },
    }
    expect(await undoChange(meanwhile, ana, version)).toMatchObject({
      error: { code: 'precondition_failed' },
    })
  })

  describe('that is long ago', () => {
    it('finds it through pages of others', async () => {
      const version = await set('features.recording', 'off')
      for (let count = 0; count < 150; count++) await set('commands.prefix', String(count), dan)
      expect(await undoChange(settings, ana, version)).toMatchObject({ value: { kind: 'undone' } })
    })

    it('says so where the history does not have it', async () => {
      const version = await set('features.recording', 'off')
      expect(await undoChange(settings, ana, version + 1)).toEqual({ ok: true, value: { kind: 'gone' } })
    })
  })
})
