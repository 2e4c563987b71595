import { describe, expect, it } from 'vitest'
import { MAX_LINK_LENGTH, readVideoLink } from './videoLink.ts'
import { writeVideoLink } from './writeVideoLink.ts'

const longest = `0_${'a'.repeat(40)}`

describe('DC1 a link into the Activity', () => {
  it.each([
    ['watch:0_testcard', { entryId: '0_testcard', startS: null }],
    ['watch:1_Live', { entryId: '1_Live', startS: null }],
    ['moment1:0_testcard:750', { entryId: '0_testcard', startS: 750 }],
    [`moment1:${longest}:359999`, { entryId: longest, startS: 359_999 }],
  ])('%s is read', (customId, link) => expect(readVideoLink(customId)).toEqual(link))

  it.each([
    'watch:',
    'watch:../../etc',
    'listen:0_testcard',
    '0_testcard',
    'moment1:0_testcard',
    'moment1:0_testcard:',
    'moment1:0_testcard:-5',
    'moment1:0_testcard:1e3',
    'moment1:0_testcard:360000',
    'moment1:0_testcard:12:30',
    'moment2:0_testcard:12',
    `watch:0_${'a'.repeat(70)}`,
    null,
  ])('%s asks for nothing', customId => expect(readVideoLink(customId)).toBeNull())

  it.each([
    [
      { entryId: '0_testcard', startS: 750.9 },
      { entryId: '0_testcard', startS: 750 },
    ],
    [
      { entryId: longest, startS: 359_999 },
      { entryId: longest, startS: 359_999 },
    ],
    [
      { entryId: longest, startS: 360_000 },
      { entryId: longest, startS: null },
    ],
    [
      { entryId: '0_testcard', startS: null },
      { entryId: '0_testcard', startS: null },
    ],
    [
      { entryId: '0_testcard', startS: 0.4 },
      { entryId: '0_testcard', startS: null },
    ],
    // An id of many digits leaves no room for the second.
    [
      { entryId: `${'1'.repeat(12)}_${'a'.repeat(40)}`, startS: 5_000 },
      { entryId: `${'1'.repeat(12)}_${'a'.repeat(40)}`, startS: null },
    ],
  ])('%o is written so that it is read back', (link, back) => {
    const written = writeVideoLink(link)
    expect(written.length).toBeLessThanOrEqual(MAX_LINK_LENGTH)
    expect(readVideoLink(written)).toEqual(back)
  })
})
