import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../platform/logger.ts'
import { type MayMentionEveryone, MENTION_RIGHT_MS, patientMentionRight } from './mentionRight.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const logger = createLogger({ level: 'silent', secrets: [] })
const told = (ask: MayMentionEveryone) => patientMentionRight(ask, logger)('1', '2', '3')

describe('the right to mention everybody', () => {
  it('is what Discord says', async () => {
    expect([await told(async () => true), await told(async () => false)]).toEqual([true, false])
  })

  it('is none where Discord says nothing, or something went wrong', async () => {
    const silent = told(() => new Promise(() => {}))
    await vi.advanceTimersByTimeAsync(MENTION_RIGHT_MS)
    expect(await silent).toBe(false)
    expect(await told(() => Promise.reject(new Error('a bug')))).toBe(false)
  })
})
