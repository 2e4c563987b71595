import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent, RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import { UNDO_MS } from '@kaltura-discord/shared/room/limits.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from '../../sync/store.ts'
import { apiError } from '../api/apiResult.ts'
import { createMomentsDoor } from '../moments/createMomentsDoor.ts'
import { type CommentsModel, createComments } from './createComments.ts'
import type { CommentsOptions } from './createCommentsDoor.ts'
import { ANA, BEN, said } from './testing/said.ts'

type RoomView = ReturnType<CommentsOptions['room']['view']['get']>
type ModelView = ReturnType<CommentsOptions['model']['view']['get']>

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const onStage = (entryId: string | null, kind: 'vod' | 'live' = 'vod'): ModelView => ({
  video: entryId === null ? null : { entryId, name: entryId, kind, durationS: 100, dvrWindowS: null },
  player: { phase: 'ready' },
  scene: { kind: 'playing' },
  positionS: 0,
})

function setUp(kept: readonly Comment[] = []) {
  const server = { kept: [...kept], isAway: false, offered: true, asked: [] as string[], pageSize: 3 }
  const view = createStore(onStage(null))
  const roomView = createStore<RoomView>({ connection: 'online', memberId: ANA })
  const listeners = new Set<(event: CommittedEvent) => void>()
  const sent: MemberCommand[] = []
  const api: CommentsOptions['api'] = {
    async request(path, schema) {
      if (path.endsWith('/moments'))
        return { ok: true, value: schema.parse({ chapters: [], captions: [], slices: null }) }
      server.asked.push(path)
      if (server.isAway) return apiError('serverDown')
      const from = Number(new URLSearchParams(path.split('?')[1]).get('cursor') ?? 0)
      const comments = server.kept.slice(from, from + server.pageSize)
      const nextCursor = from + server.pageSize < server.kept.length ? `${from + server.pageSize}` : null
      const { offered } = server
      return {
        ok: true,
        value: schema.parse({ offered, comments, nextCursor, mayPin: true, mayRemoveAll: false }),
      }
    },
  }
  const moments = createMomentsDoor({ api, room: view })
  const comments = createComments({
    api,
    model: { view },
    moments,
    room: {
      view: roomView,
      send: async command => {
        sent.push(command)
        return { ok: true, seq: 1 }
      },
      onEvent: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  })
  const tell = (event: RoomEvent): void => {
    for (const listener of listeners) listener({ seq: 1, atMs: 1, commandId: 'c', event })
  }
  const listed = () => comments.view.get().comments.map(({ positionS }) => positionS)
  const marks = () => moments.view.get().marks.map(({ atS }) => atS)
  return { server, view, roomView, comments, tell, listed, marks, sent }
}

const ready = (comments: CommentsModel) => vi.waitFor(() => expect(comments.view.get().phase).toBe('ready'))

describe('the comments of what is on', () => {
  it('are asked for page by page with a recording, stand on the scrubber, and go with it', async () => {
    const { server, view, comments, listed, marks } = setUp([1, 2, 30, 40, 50].map(atS => said(atS)))
    view.set(onStage('0_film'))
    await ready(comments)
    expect(server.asked).toHaveLength(2)
    expect(listed()).toEqual([1, 2, 30, 40, 50])
    expect(marks()).toEqual([1, 2, 30, 40, 50])
    view.set(onStage('0_other'))
    expect(listed()).toEqual([])
    expect(marks()).toEqual([])
    view.set(onStage('1_live', 'live'))
    await vi.advanceTimersByTimeAsync(0)
    expect(comments.view.get().phase).toBe('none')
    expect(server.asked).toHaveLength(4)
  })

  it('are told by the room from then on, and those of other videos are not among them', async () => {
    const { view, comments, tell, listed, marks } = setUp([said(10)])
    view.set(onStage('0_film'))
    await ready(comments)
    tell({ type: 'comment.pinned', comment: said(5, { userId: BEN }), by: BEN })
    tell({ type: 'comment.pinned', comment: said(6, { entryId: '0_other' }), by: BEN })
    expect(listed()).toEqual([5, 10])
    tell({ type: 'comment.removed', commentId: 'at-10', entryId: '0_film', by: BEN })
    expect(listed()).toEqual([5])
    expect(marks()).toEqual([5])
    // Nobody but who has removed it can bring it back.
    expect(comments.view.get().removals).toEqual([])
  })

  it('keep in sight what this viewer has removed, for as long as it can come back', async () => {
    const { view, comments, tell, listed } = setUp([said(10), said(20)])
    view.set(onStage('0_film'))
    await ready(comments)
    for (const commentId of ['at-10', 'at-20'])
      tell({ type: 'comment.removed', commentId, entryId: '0_film', by: ANA })
    expect(comments.view.get().removals.map(({ comment }) => comment.id)).toEqual(['at-10', 'at-20'])
    tell({ type: 'comment.restored', commentId: 'at-10', entryId: '0_film', by: ANA })
    expect(comments.view.get().removals.map(({ comment }) => comment.id)).toEqual(['at-20'])
    expect(listed()).toEqual([10])
    vi.advanceTimersByTime(UNDO_MS)
    expect(comments.view.get().removals).toEqual([])
  })

  it('stay in sight as long when removed again after coming back', async () => {
    const { view, comments, tell } = setUp([said(10)])
    view.set(onStage('0_film'))
    await ready(comments)
    const about = { commentId: 'at-10', entryId: '0_film', by: ANA }
    tell({ type: 'comment.removed', ...about })
    tell({ type: 'comment.restored', ...about })
    vi.advanceTimersByTime(UNDO_MS - 1)
    tell({ type: 'comment.removed', ...about })
    vi.advanceTimersByTime(UNDO_MS - 1)
    expect(comments.view.get().removals).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(comments.view.get().removals).toEqual([])
  })

  it('are asked for again after a line that was cut, and what is known stays when nobody answers', async () => {
    const { server, view, roomView, comments, listed } = setUp([said(10)])
    view.set(onStage('0_film'))
    await ready(comments)
    roomView.set({ connection: 'offline', memberId: ANA })
    server.kept.push(said(20))
    roomView.set({ connection: 'online', memberId: ANA })
    await vi.waitFor(() => expect(listed()).toEqual([10, 20]))
    server.isAway = true
    roomView.set({ connection: 'offline', memberId: ANA })
    roomView.set({ connection: 'online', memberId: ANA })
    await vi.advanceTimersByTimeAsync(0)
    expect(comments.view.get()).toMatchObject({ phase: 'ready', comments: [{}, {}] })
  })

  it('say that they aren’t coming, until somebody tries again', async () => {
    const { server, view, comments } = setUp([said(10)])
    server.isAway = true
    view.set(onStage('0_film'))
    await vi.waitFor(() => expect(comments.view.get().phase).toBe('failed'))
    server.isAway = false
    comments.load()
    await ready(comments)
  })

  it('are off where none are kept', async () => {
    const { server, view, comments } = setUp()
    server.offered = false
    view.set(onStage('0_film'))
    await vi.waitFor(() => expect(comments.view.get().phase).toBe('off'))
  })

  it('are in nobody’s picture who doesn’t want them', async () => {
    const { view, comments, listed, marks } = setUp([said(10)])
    view.set(onStage('0_film'))
    await ready(comments)
    comments.setShown(false)
    expect(marks()).toEqual([])
    view.set({ ...onStage('0_film'), positionS: 9 })
    view.set({ ...onStage('0_film'), positionS: 11 })
    expect(comments.passing.current.get()).toEqual([])
    expect(listed()).toEqual([10])
    comments.setShown(true)
    expect(marks()).toEqual([10])
  })

  it('are pinned to the video that the writer saw', async () => {
    const { view, comments, sent } = setUp()
    view.set(onStage('0_film'))
    await ready(comments)
    await comments.pin('Look', 12.5)
    expect(sent).toEqual([{ type: 'comment.pin', entryId: '0_film', positionS: 12.5, text: 'Look' }])
  })
})
