import { describe, expect, it } from 'vitest'
import { ALL_METADATA } from './allMetadata.ts'
import { definitionDigest, readDefinitionsLock, withLine } from './definitionsLock.ts'
import type { CommandMetadata } from './metadata.ts'

const COMMAND: CommandMetadata = {
  name: 'kaltura-watch',
  germanName: 'kaltura-schauen',
  version: '1.0.0',
  description: { en: 'Watch', de: 'Schauen' },
  options: [],
  contexts: ['guild'],
}

describe('definitions.lock.json', () => {
  it.each(ALL_METADATA)(
    'has $name as it is; `pnpm lock:commands` adds the line of a new version',
    command => {
      expect(readDefinitionsLock()[command.name]?.[command.version]).toBe(definitionDigest(command))
    },
  )

  it('lets no definition change without a new version', () => {
    const lock = withLine({}, COMMAND)
    if (typeof lock === 'string') throw new Error(lock)
    const changed = { ...COMMAND, description: { en: 'See', de: 'Sehen' } }
    expect(withLine(lock, changed)).toContain('raise its version')
    expect(withLine(lock, COMMAND)).toBe(lock)
    const raised = withLine(lock, { ...changed, version: '1.1.0' })
    expect(raised).toHaveProperty(['kaltura-watch', '1.0.0'], definitionDigest(COMMAND))
    expect(raised).toHaveProperty(['kaltura-watch', '1.1.0'], definitionDigest(changed))
  })
})
