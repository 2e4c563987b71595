import { UNDO_MS } from '@kaltura-discord/shared/room/limits.ts'
import { ANA, BEN, CLEO } from '@kaltura-discord/shared/room/testing/stage.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createNotices } from '../room/createNotices.ts'
import { ballotView } from './ballotView.ts'
import { createControl } from './createControl.ts'
import { createTestRoom } from './testing/createTestRoom.ts'

async function three() {
  const room = createTestRoom(3)
  const pageOf = async (memberId: string) => {
    const client = room.clientOf(memberId)
    const notices = createNotices()
    const control = createControl({ room: client, notices })
    await control.tell()
    return { client, notices, control }
  }
  const pass = (ms: number): void => {
    room.pass(ms)
    vi.advanceTimersByTime(ms)
  }
  return { room, pass, ana: await pageOf(ANA), ben: await pageOf(BEN), cleo: await pageOf(CLEO) }
}

type Page = Awaited<ReturnType<typeof three>>['ana']

function ballotOf({ control }: Page) {
  const { selfId, hostId } = control.view.get()
  const { room } = control.room.get()
  return room && selfId !== null ? ballotView(room, selfId, hostId) : null
}

describe('control', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('asks nobody anything as long as everybody controls, but who does', async () => {
    const { ben } = await three()
    for (const action of ['playPause', 'seek', 'rate', 'queue'] as const)
      expect(ben.control.ask(action)).toBe(true)
    expect(ben.notices.current.get()).toBeNull()
    expect(ben.control.ask('mode')).toBe(false)
    expect(ben.notices.current.get()).toEqual({
      kind: 'hindered',
      hindrance: { kind: 'host', host: 'Person 0' },
    })
  })

  it('shows a host what they have pressed before the room has answered', async () => {
    const { ana, ben } = await three()
    ana.control.setMode('host')
    expect(ana.control.view.get().mode).toBe('host')
    expect(ben.control.view.get()).toMatchObject({
      mode: 'host',
      offer: 'suggest',
      hindered: { playPause: { kind: 'host' }, seek: { kind: 'host' } },
    })
  })

  it('sends nothing that would be refused, and says why', async () => {
    const { ben } = await three()
    ben.control.lock(true)
    ben.control.setMode('vote')
    ben.control.allow('seek', 'host')
    expect(ben.client.sent).toEqual([])
    expect(ben.control.view.get()).toMatchObject({ mode: 'everyone', locked: false, allow: {} })
    expect(ben.notices.current.get()?.kind).toBe('hindered')
  })

  it('names the lock, the host and the vote as what they are', async () => {
    const { room, ben } = await three()
    room.run(ANA, { type: 'control.setMode', mode: 'vote' })
    expect(ben.control.view.get()).toMatchObject({
      offer: 'vote',
      hindered: { queue: { kind: 'vote' }, seek: null },
    })
    room.run(ANA, { type: 'control.allow', action: 'seek', who: 'host' })
    expect(ben.control.view.get().hindered.seek).toEqual({ kind: 'host', host: 'Person 0' })
    room.run(ANA, { type: 'control.lock', locked: true })
    expect(ben.control.view.get()).toMatchObject({
      offer: 'suggest',
      hindered: { playPause: { kind: 'locked' }, queue: { kind: 'locked' } },
    })
  })

  it('offers to take a seek back for ten seconds, to all who may seek', async () => {
    const { room, pass, ana, ben } = await three()
    room.run(BEN, { type: 'playback.seek', positionS: 60 })
    for (const { control } of [ana, ben]) {
      expect(control.act.get()?.id).toBe(control.view.get().undoable?.id)
      expect(control.act.get()?.deed).toEqual({ kind: 'wentTo', positionS: 60 })
    }
    expect([ana.control.act.get()?.isOwn, ben.control.act.get()?.isOwn]).toEqual([false, true])
    pass(UNDO_MS - 100)
    expect(ana.control.act.get()).not.toBeNull()
    pass(200)
    expect(ana.control.act.get()).toBeNull()
    expect(ana.control.view.get().undoable).toBeNull()
    ana.control.undo()
    expect(ana.client.sent).toEqual([])
  })

  it('tells those of it for a while who may not take it back', async () => {
    const { room, pass, ben } = await three()
    room.run(ANA, { type: 'control.setMode', mode: 'host' })
    pass(5_000)
    room.run(ANA, { type: 'playback.seek', positionS: 60 })
    expect(ben.control.view.get().undoable).toBeNull()
    expect(ben.control.act.get()?.deed.kind).toBe('wentTo')
    pass(4_001)
    expect(ben.control.act.get()).toBeNull()
  })

  it('takes back what another one did, and tells that once', async () => {
    const { room, ana, ben } = await three()
    room.run(BEN, { type: 'queue.add', entryIds: ['0_a', '0_b'], where: 'last' })
    room.run(BEN, { type: 'queue.clear' })
    expect(ana.control.act.get()?.deed).toEqual({ kind: 'cleared' })
    ana.control.undo()
    await Promise.resolve()
    expect(room.stage.room.queue.items).toHaveLength(2)
    expect(ben.control.act.get()).toMatchObject({ deed: { kind: 'undone' }, isOwn: false })
    expect(ben.control.view.get().undoable).toBeNull()
  })

  it('names what was removed, and what was meant by a command that did several things', async () => {
    const { room, ana } = await three()
    room.run(BEN, { type: 'queue.add', entryIds: ['0_a', '0_b'], where: 'last' })
    const [first, second] = room.stage.room.queue.items
    room.run(BEN, { type: 'queue.remove', itemId: second?.id ?? '' })
    expect(ana.control.act.get()?.deed).toEqual({ kind: 'removed', video: '0_b' })
    room.run(BEN, { type: 'queue.play', itemId: first?.id ?? '' })
    expect(ana.control.act.get()?.deed).toEqual({ kind: 'putOn', video: '0_a' })
  })

  it('hands the room over, offers it back for two minutes, and then no more', async () => {
    const { pass, ana, ben } = await three()
    ana.control.handOver(BEN)
    expect(ben.control.view.get().isHost).toBe(true)
    expect(ben.control.act.get()?.deed).toMatchObject({ kind: 'handed', toSelf: true })
    expect(ana.control.act.get()?.deed).toMatchObject({ kind: 'handed', toSelf: false })
    expect(ana.control.view.get().takeBackUntilMs).not.toBeNull()
    expect(ben.control.view.get().takeBackUntilMs).toBeNull()
    pass(120_100)
    expect(ana.control.view.get().takeBackUntilMs).toBeNull()
    ana.control.takeBack()
    await Promise.resolve()
    expect(ana.notices.current.get()).toEqual({ kind: 'refused', code: 'too_late' })
  })

  it('tells who is host after one has left, and nothing of the first one', async () => {
    const { room, ben, cleo } = await three()
    expect(ben.control.act.get()).toBeNull()
    room.run(null, { type: 'room.leave', memberId: ANA, reason: 'left' })
    expect(ben.control.act.get()?.deed).toMatchObject({ kind: 'handed', reason: 'left', toSelf: true })
    expect(cleo.control.act.get()?.deed).toMatchObject({ to: { displayName: 'Person 1' }, toSelf: false })
  })
})

describe('a vote', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  const voting = async () => {
    const party = await three()
    party.room.run(BEN, { type: 'queue.add', entryIds: ['0_next'], where: 'last' })
    party.room.run(ANA, { type: 'control.setMode', mode: 'vote' })
    return party
  }

  it('stands as it does for each who sees it', async () => {
    const { ana, ben } = await voting()
    await ben.control.startVote({ kind: 'skip', afterId: null })
    expect(ballotOf(ana)).toMatchObject({
      kind: 'skip',
      video: 'Film',
      by: 'Person 1',
      isOwn: false,
      yes: 1,
      needed: 2,
      voters: 3,
      own: null,
      mayCancel: true,
    })
    expect(ballotOf(ben)).toMatchObject({ isOwn: true, own: 'yes' })
    ana.control.vote(false)
    expect(ballotOf(ana)).toMatchObject({ own: 'no', no: 1 })
    ana.control.vote(false)
    expect(ana.client.sent).toHaveLength(1)
  })

  it('tells its result once, and not what follows from it', async () => {
    const { ben, cleo, ana } = await voting()
    await ben.control.startVote({ kind: 'skip', afterId: null })
    cleo.control.vote(true)
    expect(ana.control.act.get()?.deed).toEqual({ kind: 'skipPassed' })
    expect(ana.control.view.get().ballot).toBeNull()
  })

  it('says so where what was chosen has left the library', async () => {
    const { room, ana, ben } = await voting()
    await ben.control.startVote({ kind: 'choose', entryId: '0_film' })
    const ballotId = ana.control.view.get().ballot?.id ?? ''
    room.run(ANA, { type: 'vote.cast', ballotId, yes: true }, { lookedUp: new Map([['0_film', null]]) })
    expect(ana.control.act.get()?.deed).toEqual({ kind: 'voteGone' })
  })

  it('that was lost says how long to wait', async () => {
    const { ana, ben, cleo } = await voting()
    await ben.control.startVote({ kind: 'skip', afterId: null })
    ana.control.vote(false)
    cleo.control.vote(false)
    expect(ben.control.act.get()?.deed).toEqual({ kind: 'voteLost' })
    await expect(ben.control.startVote({ kind: 'skip', afterId: null })).resolves.toBe(false)
    expect(ben.notices.current.get()).toEqual({ kind: 'voteAgain', seconds: 30 })
  })
})
