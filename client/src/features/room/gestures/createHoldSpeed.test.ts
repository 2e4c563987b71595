import { describe, expect, it } from 'vitest'
import { createStore } from '../../../sync/store.ts'
import type { RoomModelView } from '../createRoomModel.ts'
import { createHoldSpeed, HELD_RATE, type HoldSpeedOptions } from './createHoldSpeed.ts'

type View = ReturnType<HoldSpeedOptions['view']['get']>

function scene(
  change: Partial<View> & { readonly live?: true; readonly apart?: { readonly catchingUp: boolean } },
) {
  const { live = false, apart = null, ...rest } = change
  const seekable = { startS: 0, endS: 1 }
  const view = createStore<View>({
    rate: 1,
    connection: 'online',
    scene: { kind: 'playing' },
    player: { live: live ? { seekable, behindEdgeS: 0 } : null, apart } as View['player'],
    ...rest,
  })
  const asked: number[] = []
  const askedOfRoom: number[] = []
  let losses = 0
  const hold = createHoldSpeed({
    view,
    setRate: wanted => asked.push(wanted),
    setRoomRate: wanted => askedOfRoom.push(wanted),
    onLost: () => {
      losses += 1
    },
  })
  return {
    hold,
    asked,
    askedOfRoom,
    go: (apart: boolean) =>
      view.update(seen => ({
        ...seen,
        player: { ...seen.player, apart: apart ? { catchingUp: false } : null } as View['player'],
      })),
    losses: () => losses,
    roomAt: (rate: number) => view.update(seen => ({ ...seen, rate })),
    line: (connection: RoomModelView['connection']) => view.update(seen => ({ ...seen, connection })),
  }
}

describe('DC5 double speed while a finger is held', () => {
  it('goes back to what it was', () => {
    const { hold, asked, roomAt } = scene({ rate: 1.25 })
    expect(hold.begin()).toBe(true)
    roomAt(HELD_RATE)
    hold.end()
    hold.end()
    expect(asked).toEqual([HELD_RATE, 1.25])
  })

  it('goes back also where the room hasn’t heard of it yet', () => {
    const { hold, asked } = scene({})
    hold.begin()
    hold.end()
    expect(asked).toEqual([HELD_RATE, 1])
  })

  it('leaves the speed that somebody else has chosen meanwhile', () => {
    const { hold, asked, roomAt } = scene({})
    hold.begin()
    roomAt(HELD_RATE)
    roomAt(0.5)
    hold.end()
    expect(asked).toEqual([HELD_RATE])
  })

  it('ends with the line, and asks for the old speed first thing when it is back', () => {
    const { hold, asked, roomAt, line, losses } = scene({})
    hold.begin()
    roomAt(HELD_RATE)
    line('offline')
    hold.end()
    expect([asked, losses()]).toEqual([[HELD_RATE], 1])
    line('back')
    expect(asked).toEqual([HELD_RATE, 1])
    line('offline')
    line('online')
    expect(asked).toEqual([HELD_RATE, 1])
  })

  it.each([
    ['a live video', () => scene({ live: true })],
    ['a video that stands still', () => scene({ scene: { kind: 'loading', late: false } })],
    ['somebody who is catching up', () => scene({ rate: 1.5, apart: { catchingUp: true } })],
    ['a room that is as fast already', () => scene({ rate: HELD_RATE })],
  ])('isn’t for %s', (_what, made) => {
    const { hold, asked } = made()
    expect(hold.begin()).toBe(false)
    hold.end()
    expect(asked).toEqual([])
  })

  it('needs no line for somebody who watches on their own', () => {
    const { hold, asked, roomAt, line, losses } = scene({ rate: 1.25, apart: { catchingUp: false } })
    line('offline')
    expect(hold.begin()).toBe(true)
    roomAt(HELD_RATE)
    line('offlineLong')
    hold.end()
    expect([asked, losses()]).toEqual([[HELD_RATE, 1.25], 0])
  })

  it('is taken back from the room by who goes to watch on their own, at their old speed as well', () => {
    const { hold, asked, askedOfRoom, roomAt, go, losses } = scene({ rate: 1.25 })
    hold.begin()
    roomAt(HELD_RATE)
    go(true)
    hold.end()
    expect([asked, askedOfRoom, losses()]).toEqual([[HELD_RATE, 1.25], [1.25], 1])
  })

  it('is nothing to the room into whose step somebody comes back', () => {
    const { hold, asked, askedOfRoom, go, losses } = scene({ apart: { catchingUp: false } })
    hold.begin()
    go(false)
    hold.end()
    expect([asked, askedOfRoom, losses()]).toEqual([[HELD_RATE], [], 1])
  })

  it('isn’t for a viewer without a line', () => {
    const { hold, asked, line } = scene({})
    line('offline')
    expect(hold.begin()).toBe(false)
    expect(asked).toEqual([])
  })
})
