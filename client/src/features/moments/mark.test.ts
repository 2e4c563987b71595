import { describe, expect, it } from 'vitest'
import { chapterAt, chapterStep, type Mark } from './mark.ts'
import { sliceAt } from './usePicture.ts'

const chapter = (atS: number): Mark => ({ kind: 'chapter', atS, label: `at ${atS}` })
const MARKS: readonly Mark[] = [
  chapter(0),
  { kind: 'comment', atS: 20, label: 'a comment' },
  chapter(30),
  chapter(60),
]

describe('chapters', () => {
  it('are where a position is in them, whatever else stands there', () => {
    expect(chapterAt(MARKS, 29.9)?.label).toBe('at 0')
    expect(chapterAt(MARKS, 30)?.label).toBe('at 30')
    expect(chapterAt(MARKS.slice(1), 25)).toBeNull()
  })

  it.each([
    [10, 1, 30],
    [30, 1, 60],
    [70, 1, null],
    [70, -1, 60],
    [62, -1, 30],
    [31, -1, 0],
    [1, -1, 0],
  ] as const)('from %d by %d one comes to %j', (fromS, by, toS) => {
    expect(chapterStep(MARKS, fromS, by)).toBe(toS)
  })

  it('lead nowhere where there are none', () => {
    expect([chapterStep([], 10, 1), chapterStep([], 10, -1)]).toEqual([null, null])
  })
})

describe('the still of a place', () => {
  it.each([
    [0, 0],
    [0.009, 0],
    [0.405, 40],
    [1, 99],
  ])('at %d is %d', (share, still) => expect(sliceAt(share, 100)).toBe(still))
})
