import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from '../../sync/store.ts'
import { createPassing, type PassingOptions } from './createPassing.ts'
import { ANA, BEN, said } from './testing/said.ts'

type View = ReturnType<PassingOptions['model']['view']['get']>

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp(...comments: Comment[]) {
  const at = (positionS: number, kind: 'playing' | 'paused' = 'playing'): View => ({
    positionS,
    scene: kind === 'playing' ? { kind } : { kind, byId: null },
  })
  const view = createStore(at(0, 'paused'))
  const passing = createPassing({ model: { view }, comments: () => comments, selfId: () => BEN })
  let nowS = 0
  /** The video plays that long. */
  const play = (forS: number): void => {
    for (const untilS = nowS + forS; nowS < untilS; ) {
      nowS += 0.25
      vi.advanceTimersByTime(250)
      view.set(at(nowS))
    }
  }
  const jump = (toS: number): void => {
    nowS = toS
    view.set(at(nowS))
  }
  const pause = (atS: number): void => {
    nowS = atS
    view.set(at(nowS, 'paused'))
  }
  const shown = () => passing.current.get().map(({ positionS }) => positionS)
  jump(0)
  return { passing, play, jump, pause, shown, comments }
}

describe('what was said', () => {
  it('comes when its moment comes, and goes after a while', () => {
    const { play, shown } = setUp(said(10))
    play(9.75)
    expect(shown()).toEqual([])
    play(0.5)
    expect(shown()).toEqual([10])
    play(4)
    expect(shown()).toEqual([10])
    play(1)
    expect(shown()).toEqual([])
  })

  it('is not said again for a pause, which goes back a little', () => {
    const { play, pause, shown, passing } = setUp(said(10))
    play(11)
    pause(9.5)
    vi.advanceTimersByTime(10_000)
    expect(shown()).toEqual([])
    let times = 0
    passing.current.subscribe(() => times++)
    play(3)
    expect(times).toBe(0)
  })

  it('is passed over by a jump, and said to who lands on it, each time', () => {
    const { play, jump, shown } = setUp(said(10))
    jump(30)
    expect(shown()).toEqual([])
    jump(10)
    expect(shown()).toEqual([10])
    jump(30)
    expect(shown()).toEqual([])
    jump(5)
    play(6)
    expect(shown()).toEqual([10])
  })

  it('is said by two at the same time at most; the others wait, and not without end', () => {
    const many = Array.from({ length: 20 }, (_, index) => said((index + 1) / 100, { id: `${index + 1}` }))
    const { play, passing } = setUp(...many)
    const ids = () => passing.current.get().map(({ id }) => id)
    play(2)
    expect(ids()).toEqual(['1', '2'])
    play(5)
    expect(ids()).toEqual(['15', '16'])
    play(10)
    expect(ids()).toEqual(['19', '20'])
    play(5)
    expect(ids()).toEqual([])
  })

  it('shows at once where it has just been said and its moment has just gone by', () => {
    const { play, shown, passing, comments } = setUp()
    play(20)
    comments.push(said(12), said(40), said(21, { id: 'ahead' }))
    for (const each of comments) passing.said(each)
    expect(shown()).toEqual([12])
    play(1.25)
    expect(shown()).toEqual([12, 21])
  })

  it('is gone at once when it is removed, and makes room', () => {
    const { play, shown, passing } = setUp(said(1), said(1.1), said(1.2))
    play(2)
    expect(shown()).toEqual([1, 1.1])
    passing.drop('at-1')
    expect(shown()).toEqual([1.1, 1.2])
  })

  it('is read out once in a while, and never to who has said it', () => {
    const { play, passing } = setUp(said(1, { userId: BEN }), said(2, { userId: ANA }), said(3), said(9))
    const heard: (number | undefined)[] = []
    passing.spoken.subscribe(() => heard.push(passing.spoken.get()?.positionS))
    play(10)
    expect(heard).toEqual([2, 9])
  })
})
