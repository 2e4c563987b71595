import { describe, expect, it } from 'vitest'
import { createCommentShelf } from './commentShelf.ts'
import { ANA, said } from './testing/said.ts'

const pinned = (atS: number) => ({ type: 'comment.pinned', comment: said(atS), by: ANA }) as const
const about = (type: 'comment.removed' | 'comment.restored', atS: number) =>
  ({ type, commentId: `at-${atS}`, entryId: '0_film', by: ANA }) as const

function shelfWith(...atS: number[]) {
  const shelf = createCommentShelf()
  shelf.asking()
  shelf.answered(atS.map(each => said(each)))
  return { shelf, moments: () => shelf.shown().map(({ positionS }) => positionS) }
}

describe('the comments of one video', () => {
  it('stand by their moments, whenever they were told', () => {
    const { shelf, moments } = shelfWith(5, 20)
    shelf.onEvent(pinned(12))
    shelf.onEvent(pinned(12))
    expect(moments()).toEqual([5, 12, 20])
  })

  it('know what is told while an answer is on its way, which knows nothing of it', () => {
    const { shelf, moments } = shelfWith(5, 20)
    shelf.asking()
    shelf.onEvent(pinned(12))
    shelf.onEvent(about('comment.removed', 5))
    expect(moments()).toEqual([12, 20])
    shelf.answered([said(5), said(20), said(30)])
    expect(moments()).toEqual([12, 20, 30])
  })

  it('have what was brought back where nobody told of it, and not what was removed', () => {
    const { shelf, moments } = shelfWith(5, 20)
    shelf.onEvent(about('comment.removed', 5))
    shelf.asking()
    shelf.answered([said(5)])
    expect(moments()).toEqual([5])
  })

  it('bring back what was removed, and say where they don’t know it', () => {
    const { shelf, moments } = shelfWith(5)
    shelf.onEvent(about('comment.removed', 5))
    shelf.asking()
    shelf.answered([])
    expect(moments()).toEqual([])
    expect(shelf.onEvent(about('comment.restored', 5))).toBe(true)
    expect(moments()).toEqual([5])
    expect(shelf.onEvent(about('comment.restored', 7))).toBe(false)
  })
})
