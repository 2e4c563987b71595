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
