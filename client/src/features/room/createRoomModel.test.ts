import { afterEach, describe, expect, it } from 'vitest'
import { createParty } from '../../sync/testing/testParty.ts'
import { createControl } from '../control/createControl.ts'
import { createNotices } from './createNotices.ts'
import { createRoomModel, type RoomModel } from './createRoomModel.ts'

const NOBODY = { get: () => [], subscribe: () => () => {} }

/** Ben in a room that Ana alone controls, and his page without any line to it from now on. */
async function hindered() {
  const party = createParty()
  party.join('1')
  const ben = party.join('2')
  party.run({ type: 'video.watch', entryId: '0_film' }, '1')
  party.run({ type: 'control.setMode', mode: 'host' }, '1')
  await party.advance(8000)
  const room = {
    view: ben.view,
    roomNowMs: party.roomMs,
    clockErrorMs: () => 5,
    send: () => new Promise<never>(() => {}),
    sendTelemetry: () => {},
    setCannotWatch: () => {},
    onEvent: () => () => {},
    close: () => {},
  }
  const notices = createNotices()
  const control = createControl({ room, notices })
  const model = createRoomModel({ room, player: ben.controller, participants: NOBODY, control, notices })
  opened.push(model)
  return { party, ben, model, notices }
}

const opened: RoomModel[] = []

describe('what is drawn', () => {
  afterEach(() => {
    for (const model of opened.splice(0)) model.close()
  })

  it('is nothing while the video plays and nothing happens', async () => {
    const { party, ben, model } = await hindered()
    await party.advance(5000)
    let drawn = 0
    let moved = 0
    model.screen.subscribe(() => drawn++)
    model.view.subscribe(() => moved++)
    const { positionS } = model.view.get()
    await party.advance(5000)
    expect(model.view.get().positionS).toBeCloseTo(positionS + 5, 0)
    expect(moved).toBeGreaterThan(10)
    expect(drawn).toBe(0)
    ben.controller.setMuted(true)
    ben.controller.selectCaptions(null)
    await party.advance(1000)
    expect(model.screen.get().player.muted).toBe(true)
    expect(drawn).toBe(1)
  })

  it('is the position as soon as it is asked to be another, and the same people unless they change', async () => {
    const { party, ben, model } = await hindered()
    ben.controller.setApart(true)
    const { faces } = model.screen.get()
    model.seek(120)
    expect(model.view.get().positionS).toBe(120)
    await party.advance(5000)
    expect(model.screen.get().faces[0]).toBe(faces[0])
  })
})

describe('who watches apart', () => {
  afterEach(() => {
    for (const model of opened.splice(0)) model.close()
  })

  it('may move their own player though the room hasn’t heard of it, and nothing else', async () => {
    const { party, ben, model, notices } = await hindered()
    expect(model.may('seek')).toBe(false)
    expect(notices.current.get()?.kind).toBe('hindered')
    notices.clear()
    ben.view.update(known => ({ ...known, connection: 'offline' }))
    ben.controller.setApart(true)
    for (const action of ['playPause', 'seek', 'rate'] as const) expect(model.may(action)).toBe(true)
    model.seek(100)
    await party.advance(1000)
    expect(ben.positionS()).toBeGreaterThan(99.9)
    expect(notices.current.get()).toBeNull()
    expect(await model.watch('0_other')).toBe(false)
    expect(notices.current.get()?.kind).toBe('hindered')
  })
})
