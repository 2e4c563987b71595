import { MAX_NAME_LENGTH, MAX_PERMISSION_ENTRIES } from '@kaltura-discord/shared/config/limits.ts'
import { ComponentType } from 'discord-api-types/v10'
import { expect, it } from 'vitest'
import { CONFIG_TEXTS } from './texts.ts'
import { valueModal } from './valueModal.ts'

/** Discord's, of all texts of a message or a form, UTF-16 units. */
const MAX_TEXTS = 4_000

it('names as many roles with as long names as there may be, in what a form holds', () => {
  const roles = Array.from({ length: MAX_PERMISSION_ENTRIES }, (_, index) => ({
    id: String(12_100_000_000_000_000_001n + BigInt(index)),
    name: '*'.repeat(MAX_NAME_LENGTH),
  }))
  const path = ['commands', 'permissions', 'kaltura-watch']
  const { components } = valueModal({
    path,
    value: roles.map(({ id }) => id),
    texts: CONFIG_TEXTS.en,
    roles,
  })
  const [content = ''] = components.flatMap(each =>
    each.type === ComponentType.TextDisplay ? [each.content] : [],
  )
  expect(content.split('\n')).toHaveLength(MAX_PERMISSION_ENTRIES)
  expect(content.length).toBeLessThanOrEqual(MAX_TEXTS)
})
