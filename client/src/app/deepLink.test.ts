import { describe, expect, it } from 'vitest'
import { entryOfLink } from './deepLink.ts'

describe('entryOfLink', () => {
  it.each([
    ['watch:0_testcard', '0_testcard'],
    ['watch:1_Live', '1_Live'],
    ['watch:', null],
    ['watch:../../etc', null],
    ['listen:0_testcard', null],
    ['0_testcard', null],
    [null, null],
  ])('%s', (customId, entryId) => expect(entryOfLink(customId)).toBe(entryId))
})
