import { describe, expect, it } from 'vitest'
import type { CommentFacts } from './comment.ts'
import { COMMENT_RATE, MAX_COMMENT_CHARS, MAX_COMMENTS, UNDO_MS } from './limits.ts'
import { GUILD } from './testing/commentFacts.ts'
import { ANA, BEN, CLEO, FILM, GUEST, LIVE, type Stage, watching } from './testing/stage.ts'

const pin = (text = 'Look at that', positionS = 12.5, entryId = FILM.entryId) =>
  ({ type: 'comment.pin', entryId, positionS, text }) as const
const remove = (commentId: string) => ({ type: 'comment.remove', commentId }) as const
const restore = (commentId: string) => ({ type: 'comment.restore', commentId }) as const

const facts: CommentFacts = {
  guildId: GUILD,
  done: false,
  kept: 0,
  pinnedAtMs: [],
  named: null,
  mayRemoveAll: false,
}

function pinned(stage: Stage, by = ANA): string {
  const [event] = stage.accept(by, pin())
  if (event?.type !== 'comment.pinned') throw new Error('Nothing was pinned.')
  return event.comment.id
}

const refusal = (stage: Stage, by: string, command: Parameters<Stage['run']>[1], with_?: CommentFacts) => {
  const { seq } = stage.room
  const decision = stage.run(by, command, with_ ? { comments: with_ } : {})
  expect(stage.room.seq).toBe(seq)
  return decision
}

describe('a comment', () => {
  it('CM1 stands at its moment of the video, with who said it as they are called now', () => {
    const stage = watching(3)
    expect(stage.accept(BEN, pin('  <i>Look</i> \u202Eat\nthat '))).toEqual([
      {
        type: 'comment.pinned',
        by: BEN,
        comment: {
          id: expect.any(String),
          entryId: FILM.entryId,
          guildId: GUILD,
          userId: BEN,
          displayName: 'Person 1',
          avatarUrl: null,
          positionS: 12.5,
          text: '<i>Look</i> at that',
          createdAtMs: stage.nowMs,
        },
      },
    ])
  })

  it('CM1 changes nothing of what is on, and nothing that could be taken back', () => {
    const stage = watching(3)
    stage.accept(ANA, { type: 'playback.setRate', rate: 2 })
    const { seq: _, recentCommandIds: __, ...before } = stage.room
    stage.accept(BEN, pin())
    expect(stage.room).toMatchObject(before)
  })

  it('CM1 beyond the end stands at the end', () => {
    expect(watching(1).accept(ANA, pin('Over', 1e9))).toMatchObject([{ comment: { positionS: 120 } }])
  })

  it('CM2 is everybody’s to write who has signed in, whoever controls the room', () => {
    const stage = watching(3)
    stage.accept(ANA, { type: 'control.setMode', mode: 'host' })
    stage.accept(ANA, { type: 'control.lock', locked: true })
    expect(stage.accept(CLEO, pin())).toHaveLength(1)
    stage.accept(GUEST, { type: 'room.join', displayName: 'A guest', avatarUrl: null, guest: true })
    for (const command of [pin(), remove('c'), restore('c')])
      expect(refusal(stage, GUEST, command)).toMatchObject({ code: 'forbidden' })
  })

  it('CM2 has no place where there is no server, nothing is on, something else is on by now, or what is on is live', () => {
    const stage = watching(1)
    expect(refusal(stage, ANA, pin(), { ...facts, guildId: null })).toMatchObject({ code: 'comments_off' })
    expect(refusal(stage, ANA, pin('Look', 1, '0_earlier'))).toMatchObject({ code: 'too_late' })
    stage.accept(ANA, { type: 'video.clear' })
    expect(refusal(stage, ANA, pin())).toMatchObject({ code: 'nothing_to_play' })
    const live = watching(1, LIVE)
    expect(refusal(live, ANA, pin('Look', 1, LIVE.entryId))).toMatchObject({ code: 'comments_off' })
  })

  it('CM3 is one line that can be seen, and no longer than its limit (ASVS 2.2.1)', () => {
    const stage = watching(1)
    const field = 'command.text'
    for (const text of ['   ', '\u200D', '\u202E'])
      expect(refusal(stage, ANA, pin(text))).toMatchObject({ code: 'invalid_request', field })
    const longest = '🍿'.repeat(MAX_COMMENT_CHARS)
    expect(refusal(stage, ANA, pin(`${longest}!`))).toMatchObject({ code: 'invalid_request', field })
    expect(stage.accept(ANA, pin(` ${longest} `))).toMatchObject([{ comment: { text: longest } }])
  })

  it('CM4 is refused where the video has as many as a server keeps, and none makes way for it', () => {
    const stage = watching(1)
    expect(refusal(stage, ANA, pin(), { ...facts, kept: MAX_COMMENTS })).toMatchObject({
      code: 'comments_full',
    })
    expect(stage.run(ANA, pin(), { comments: { ...facts, kept: MAX_COMMENTS - 1 } })).toMatchObject({
      ok: true,
    })
  })

  it('CM4 doesn’t come back where others have taken its place meanwhile', () => {
    const stage = watching(1)
    const [event] = stage.accept(ANA, pin())
    if (event?.type !== 'comment.pinned') throw new Error('Nothing was pinned.')
    const named = { comment: event.comment, removed: { by: ANA, atMs: stage.nowMs } }
    const command = restore(event.comment.id)
    expect(refusal(stage, ANA, command, { ...facts, named, kept: MAX_COMMENTS })).toMatchObject({
      code: 'comments_full',
    })
    expect(stage.run(ANA, command, { comments: { ...facts, named, kept: MAX_COMMENTS - 1 } })).toMatchObject({
      ok: true,
    })
  })

  it('CM4 waits when its writer has said a lot lately, and is told how long', () => {
    const stage = watching(2)
    for (let count = 0; count < COMMENT_RATE.times; count++) {
      pinned(stage)
      stage.pass(1000)
    }
    const retryAfterS = COMMENT_RATE.windowMs / 1000 - COMMENT_RATE.times
    expect(refusal(stage, ANA, pin())).toMatchObject({ code: 'rate_limited', retryAfterS })
    expect(stage.accept(BEN, pin())).toHaveLength(1)
    stage.pass(retryAfterS * 1000)
    expect(stage.accept(ANA, pin())).toHaveLength(1)
  })

  it('CM5 that has been pinned is not pinned again by the same command, also when the room has forgotten it', () => {
    const stage = watching(1)
    expect(stage.run(ANA, pin(), { comments: { ...facts, done: true } })).toEqual({ ok: true, events: [] })
  })
})

describe('removing', () => {
  it('CM6 is for who has written it, and for moderators of the server', () => {
    const stage = watching(3)
    const ofBen = pinned(stage, BEN)
    expect(refusal(stage, CLEO, remove(ofBen))).toMatchObject({ code: 'forbidden' })
    expect(stage.accept(BEN, remove(ofBen))).toMatchObject([{ type: 'comment.removed', by: BEN }])
    // Ana moderates.
    expect(stage.accept(ANA, remove(pinned(stage, CLEO)))).toMatchObject([{ by: ANA }])
  })

  it('CM6 what is gone, or of another server, changes nothing', () => {
    const stage = watching(2)
    const id = pinned(stage)
    stage.accept(ANA, remove(id))
    expect(stage.accept(ANA, remove(id))).toEqual([])
    expect(stage.accept(BEN, remove('of another server'))).toEqual([])
  })

  it('CM7 is taken back by who has done it, for a while, and once', () => {
    const stage = watching(2)
    const id = pinned(stage, BEN)
    expect(stage.accept(BEN, restore(id))).toEqual([])
    stage.accept(ANA, remove(id))
    expect(refusal(stage, BEN, restore(id))).toMatchObject({ code: 'too_late' })
    expect(stage.accept(ANA, restore(id))).toEqual([
      { type: 'comment.restored', commentId: id, entryId: FILM.entryId, by: ANA },
    ])
    expect(stage.accept(ANA, restore(id))).toEqual([])
    stage.accept(BEN, remove(id))
    stage.pass(UNDO_MS + 1)
    expect(refusal(stage, BEN, restore(id))).toMatchObject({ code: 'too_late' })
    expect(refusal(stage, BEN, restore('never was'))).toMatchObject({ code: 'too_late' })
  })
})
