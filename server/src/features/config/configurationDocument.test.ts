import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describeKeys } from '@kaltura-discord/shared/config/configKeys.ts'
import { expect, it } from 'vitest'
import { loadDefaults } from './loadDefaults.ts'

const read = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))

it('docs/configuration.md has a row for every key, and no other', () => {
  const defaults = loadDefaults(read('config/default_config.json'))
  const rows = describeKeys(defaults).map(({ key, expected, default: value }) => {
    const asItComes = value === null ? '–' : `\`${JSON.stringify(value)}\``
    return `| \`${key}\` | ${expected} | ${asItComes} |`
  })
  const document = readFileSync(read('docs/configuration.md'), 'utf8')
  expect(document.split('\n').filter(line => line.startsWith('| `'))).toEqual(rows)
})
