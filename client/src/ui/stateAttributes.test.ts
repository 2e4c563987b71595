import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const SOURCES = join(import.meta.dirname, '..')
const read = (pattern: string): string =>
  globSync(pattern, { cwd: SOURCES })
    .filter(path => !path.includes('.test.'))
    .map(path => readFileSync(join(SOURCES, path), 'utf8'))
    .join('\n')

const camel = (name: string): string => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** What React Aria sets by itself. */
const OF_THE_KIT = ['focused', 'focus-visible', 'selected', 'react-aria-pressable']

describe('style sheets', () => {
  it('look for no state that nothing sets', () => {
    const sources = read('**/*.{ts,tsx}')
    const asked = new Set([...read('**/*.css').matchAll(/\[data-([\w-]+)/g)].map(([, name = '']) => name))
    const isSet = (name: string): boolean =>
      OF_THE_KIT.includes(name) ||
      sources.includes(`data-${name}`) ||
      sources.includes(`dataset['${camel(name)}']`)
    expect(asked.size).toBeGreaterThan(20)
    expect([...asked].filter(name => !isSet(name))).toEqual([])
  })
})
