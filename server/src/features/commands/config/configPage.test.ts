import { describeKeys } from '@kaltura-discord/shared/config/configKeys.ts'
import {
  ConfigSchema,
  type GuildConfig,
  OverridesSchema,
} from '@kaltura-discord/shared/config/configSchema.ts'
import {
  MAX_NAME_LENGTH,
  MAX_PERMISSION_ENTRIES,
  MAX_ROLE_MAPPINGS,
  MAX_TEMPLATE_LENGTH,
} from '@kaltura-discord/shared/config/limits.ts'
import { mergeConfig } from '@kaltura-discord/shared/config/mergeConfig.ts'
import { defaults } from '@kaltura-discord/shared/config/testing/defaults.ts'
import type { ConfigChange } from '@kaltura-discord/shared/protocol/http/config.ts'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { LANGUAGES } from '../../../discord/text/language.ts'
import type { Message } from '../command.ts'
import { configPage } from './configPage.ts'
import { settingRows } from './settingRows.ts'
import { CONFIG_TEXTS } from './texts.ts'

/** Discord's limits of one message. */
const MAX_COMPONENTS = 40
const MAX_TEXT = 4_000

/** As much of everything as there can be, of what takes the most room when it is escaped. */
const name = (index: number) => `${index}`.padEnd(MAX_NAME_LENGTH, '*')
const template = '*'.repeat(MAX_TEMPLATE_LENGTH)
const list = Array.from({ length: MAX_PERMISSION_ENTRIES }, (_, index) => name(index))
const fill = (section: object, value: unknown) =>
  Object.fromEntries(Object.keys(section).map(key => [key, value]))
const fullest = OverridesSchema.parse({
  notifications: {
    templates: fill(defaults.notifications.templates, template),
    channels: fill(defaults.notifications.channels, name(0)),
  },
  commands: { permissions: fill(defaults.commands.permissions, list) },
  roles: {
    mapping: Object.fromEntries(
      Array.from({ length: MAX_ROLE_MAPPINGS }, (_, index) => [name(index), 'viewer']),
    ),
  },
})

function pageOf(config: GuildConfig, page: number, language: (typeof LANGUAGES)[number] = 'en') {
  const rows = settingRows({ config, overrides: fullest }, describeKeys(defaults))
  const change: ConfigChange = {
    version: 1,
    at: '2026-11-21T10:00:00.000Z',
    way: 'api',
    by: { userId: null, serviceId: '*'.repeat(100) },
    keys: [],
  }
  const changes = new Map(rows.map(({ key }) => [key, change]))
  const texts = CONFIG_TEXTS[language]
  return { rows, message: configPage({ section: 'all', page, rows, changes, roles: [], texts }) }
}

const PartSchema = z.looseObject({
  content: z.string().default(''),
  components: z.array(z.unknown()).default([]),
  custom_id: z.string().optional(),
  label: z.string().default(''),
})
const partsOf = (components: readonly unknown[]): readonly z.infer<typeof PartSchema>[] =>
  components.map(each => PartSchema.parse(each)).flatMap(part => [part, ...partsOf(part.components)])
const partsIn = (message: Message) => partsOf('components' in message ? message.components : [])

describe('a page of the configuration', () => {
  it.each(LANGUAGES)('fits into a message of Discord, however much there is: %s', language => {
    const config = mergeConfig(defaults, fullest)
    const { rows } = pageOf(config, 0)
    const lines: string[] = []
    for (let page = 0, last = false; !last; page++) {
      const parts = partsIn(pageOf(config, page, language).message)
      const texts = parts.map(({ content }) => content)
      expect(parts.length).toBeLessThanOrEqual(MAX_COMPONENTS)
      expect(texts.join('').length).toBeLessThanOrEqual(MAX_TEXT)
      const ids = parts.flatMap(({ custom_id: id }) => id ?? [])
      expect(new Set(ids).size).toBe(ids.length)
      lines.push(...texts.flatMap(text => text.split('\n')).filter(line => !/^(?:-#|#)/.test(line)))
      const next = parts.find(({ label }) => label === CONFIG_TEXTS[language].next)
      last = next === undefined || next['disabled'] === true
    }
    expect(lines.filter(line => line !== '')).toHaveLength(rows.length)
  })

  it('that there is not any more is the last one', () => {
    const config = mergeConfig(defaults, fullest)
    const far = partsIn(pageOf(config, 1_000_000).message)
    expect(far[0]?.content).toMatch(/Page (\d+) of \1/)
  })

  it('is the only one for the defaults', () => {
    const parts = partsIn(pageOf(ConfigSchema.parse(defaults), 0).message)
    expect(parts[0]?.content).not.toContain('Page')
    expect(parts.map(({ label }) => label)).not.toContain('Next')
  })
})
