import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import { describe, expect, it } from 'vitest'
import { createCommandQueue } from './commandQueue.ts'

function createRig() {
  let nowMs = 0
  let ids = 0
  const queue = createCommandQueue({ nowMs: () => nowMs, newId: () => `command-${++ids}` })
  return {
    queue,
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

const OK: CommandAck = { ok: true, seq: 1 }

describe('own commands', () => {
  it('go out once a connection', () => {
    const { queue } = createRig()
    void queue.add({ type: 'playback.play' })
    expect(queue.takeUnsent()).toEqual([{ id: 'command-1', command: { type: 'playback.play' } }])
    expect(queue.takeUnsent()).toEqual([])
  })

  it('go out again under the same id after the connection was lost', () => {
    const { queue } = createRig()
    void queue.add({ type: 'playback.play' })
    queue.takeUnsent()
    queue.connectionLost()
    expect(queue.takeUnsent().map(frame => frame.id)).toEqual(['command-1'])
  })

  it('go out again when their acknowledgement does not come', () => {
    const { queue, pass } = createRig()
    void queue.add({ type: 'playback.play' })
    queue.takeUnsent()
    pass(5001)
    expect(queue.takeUnsent().map(frame => frame.id)).toEqual(['command-1'])
  })

  it('are answered by their acknowledgement, and by the first alone', async () => {
    const { queue } = createRig()
    const answer = queue.add({ type: 'playback.play' })
    queue.takeUnsent()
    queue.resolve('command-1', OK)
    queue.resolve('command-1', { ok: false, error: { code: 'internal', message: '' } })
    await expect(answer).resolves.toEqual(OK)
    expect(queue.size()).toBe(0)
  })

  it('of the player are not sent later than ten seconds after the press', async () => {
    const { queue, pass } = createRig()
    const play = queue.add({ type: 'playback.play' })
    const watch = queue.add({ type: 'video.watch', entryId: '0_abc' })
    pass(10_001)
    expect(queue.takeUnsent().map(frame => frame.command.type)).toEqual(['video.watch'])
    await expect(play).resolves.toMatchObject({ ok: false, error: { code: 'unavailable' } })
    pass(20_001)
    queue.expire()
    await expect(watch).resolves.toMatchObject({ ok: false })
  })

  it('of several seeks that have not gone out keep the last, and answer all with it', async () => {
    const { queue } = createRig()
    const answers = [10, 20, 30].map(positionS => queue.add({ type: 'playback.seek', positionS }))
    const frames = queue.takeUnsent()
    expect(frames.map(frame => frame.command)).toEqual([{ type: 'playback.seek', positionS: 30 }])
    queue.resolve(frames[0]?.id ?? '', OK)
    await expect(Promise.all(answers)).resolves.toEqual([OK, OK, OK])
  })

  it('keep a seek that has gone out: the last one never gets lost behind it', () => {
    const { queue } = createRig()
    void queue.add({ type: 'playback.seek', positionS: 10 })
    queue.takeUnsent()
    void queue.add({ type: 'playback.seek', positionS: 20 })
    expect(queue.takeUnsent().map(frame => frame.command)).toEqual([{ type: 'playback.seek', positionS: 20 }])
    expect(queue.size()).toBe(2)
  })

  it('keep their order', () => {
    const { queue } = createRig()
    void queue.add({ type: 'playback.pause', positionS: 1 })
    void queue.add({ type: 'playback.seek', positionS: 2 })
    void queue.add({ type: 'playback.play' })
    expect(queue.takeUnsent().map(frame => frame.command.type)).toEqual([
      'playback.pause',
      'playback.seek',
      'playback.play',
    ])
  })

  it('are all answered when the room is closed', async () => {
    const { queue } = createRig()
    const answer = queue.add({ type: 'playback.play' })
    queue.close()
    await expect(answer).resolves.toMatchObject({ ok: false })
  })

  it('count as slow only after a while', () => {
    const { queue, pass } = createRig()
    void queue.add({ type: 'playback.play' })
    expect(queue.olderThan(300)).toBe(0)
    pass(301)
    expect(queue.olderThan(300)).toBe(1)
  })
})
