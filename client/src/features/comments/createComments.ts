import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import { UNDO_MS } from '@kaltura-discord/shared/room/limits.ts'
import { createStore, type Store, type WritableStore } from '../../sync/store.ts'
import { type CommentShelf, createCommentShelf } from './commentShelf.ts'
import { askComments } from './commentsApi.ts'
import type { CommentsOptions } from './createCommentsDoor.ts'
import { createPassing, type Passing } from './createPassing.ts'
import { marksOf } from './marksOf.ts'
import { shownPreference } from './shownPreference.ts'

/** What other rooms of the server have pinned is asked for when the list is opened, but not again sooner, ms. */
const ASK_AGAIN_MS = 30_000

/** One that this viewer has removed, for as long as they can bring it back. */
export interface Removal {
  readonly comment: Comment
}

export interface CommentsView {
  /** Null while no recording is on. */
  readonly entryId: string | null
  /** `off`: none are kept here. */
  readonly phase: 'none' | 'loading' | 'ready' | 'failed' | 'off'
  /** By their moments. */
  readonly comments: readonly Comment[]
  readonly removals: readonly Removal[]
  readonly mayPin: boolean
  readonly mayRemoveAll: boolean
}

/** What somebody is about to say, which stays while the panel is closed. */
export interface Draft {
  readonly text: string
  /** Null as long as it goes with the video. */
  readonly atS: number | null
}

export const EMPTY_DRAFT: Draft = { text: '', atS: null }

export interface CommentsModel {
  readonly view: Store<CommentsView>
  readonly passing: Passing
  /** Whose screen this is; null before the welcome. */
  selfId(): string | null
  readonly draft: WritableStore<Draft>
  /** Whether they show over the video and on the scrubber, to this viewer. */
  readonly shown: Store<boolean>
  setShown(shown: boolean): void
  pin(text: string, positionS: number): Promise<CommandAck>
  remove(id: string): Promise<CommandAck>
  restore(id: string): Promise<CommandAck>
  /** After a failure, and when somebody looks at all of them. */
  load(): void
  close(): void
}

const NOTHING: CommentsView = {
  entryId: null,
  phase: 'none',
  comments: [],
  removals: [],
  mayPin: false,
  mayRemoveAll: false,
}

/** The comments of what is on: asked for once, and from then on as the room tells of them. */
export function createComments({ api, room, model, moments }: CommentsOptions): CommentsModel {
  const view = createStore(NOTHING)
  const draft = createStore(EMPTY_DRAFT)
  const shown = createStore(shownPreference.read())
  const passing = createPassing({
    model,
    comments: () => (shown.get() && view.get().phase === 'ready' ? view.get().comments : []),
    selfId: () => room.view.get().memberId,
  })
  let shelf: CommentShelf = createCommentShelf()
  let askedAtMs = 0
  let number = 0
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const change = (part: Partial<CommentsView>): void => view.update(before => ({ ...before, ...part }))

  const show = (): void => change({ comments: shelf.shown() })

  const load = (): void => {
    const { entryId, phase } = view.get()
    if (entryId === null) return
    const mine = ++number
    askedAtMs = Date.now()
    if (phase !== 'ready') change({ phase: 'loading' })
    shelf.asking()
    void askComments(api, entryId).then(answer => {
      if (mine !== number) return
      // What is known is better than nothing.
      if (!answer.ok) return view.get().phase === 'ready' ? undefined : change({ phase: 'failed' })
      const { comments, offered, mayPin, mayRemoveAll } = answer.value
      shelf.answered(comments)
      change({ phase: offered ? 'ready' : 'off', comments: shelf.shown(), mayPin, mayRemoveAll })
    })
  }

  const follow = (): void => {
    const { video, player } = model.view.get()
    const entryId = video?.kind === 'vod' && player.phase === 'ready' ? video.entryId : null
    const known = view.get().entryId
    if (entryId === known || (entryId === null && video?.entryId === known)) return
    number++
    shelf = createCommentShelf()
    draft.set(EMPTY_DRAFT)
    passing.clear()
    view.set({ ...NOTHING, entryId })
    load()
  }

  const lay = (): void => {
    const { entryId, comments } = view.get()
    const on = moments.view.get()
    if (entryId === null || on.entryId !== entryId) return
    const marks = shown.get() ? marksOf(comments, model.view.get().video?.durationS ?? null) : []
    const laid = on.marks.filter(({ kind }) => kind === 'comment')
    const isLaid = laid.length === marks.length && laid.every((mark, index) => mark.atS === marks[index]?.atS)
    if (!isLaid) moments.setMarks('comment', marks)
  }

  const onEvent = ({ event }: CommittedEvent): void => {
    if (!event.type.startsWith('comment.')) return
    const entryId = 'comment' in event ? event.comment.entryId : 'entryId' in event ? event.entryId : null
    if (entryId === null || entryId !== view.get().entryId) return
    if (event.type === 'comment.removed' && event.by === room.view.get().memberId)
      keepRemoval(event.commentId)
    if (event.type === 'comment.restored') dropRemoval(event.commentId)
    if (!shelf.onEvent(event)) load()
    if (view.get().phase !== 'ready') return
    show()
    if (event.type === 'comment.pinned') passing.said(event.comment)
    if (event.type === 'comment.removed') passing.drop(event.commentId)
  }

  const dropRemoval = (id: string): void =>
    change({ removals: view.get().removals.filter(({ comment }) => comment.id !== id) })
  const keepRemoval = (id: string): void => {
    const comment = shelf.find(id)
    if (!comment) return
    const removal: Removal = { comment }
    change({ removals: [...view.get().removals, removal] })
    const timer = setTimeout(() => {
      timers.delete(timer)
      // Not another one: it may have been brought back and removed again.
      change({ removals: view.get().removals.filter(each => each !== removal) })
    }, UNDO_MS)
    timers.add(timer)
  }

  let wasOnline = true
  const onRoom = (): void => {
    const isOnline = room.view.get().connection === 'online'
    // Meanwhile some may have been told that never come again as events.
    if (isOnline && !wasOnline) load()
    wasOnline = isOnline
  }

  const stops = [
    model.view.subscribe(follow),
    room.view.subscribe(onRoom),
    room.onEvent(onEvent),
    moments.view.subscribe(lay),
    view.subscribe(lay),
    shown.subscribe(lay),
  ]
  follow()
  return {
    view,
    passing,
    selfId: () => room.view.get().memberId,
    draft,
    shown,
    setShown(wanted) {
      shownPreference.write(wanted)
      shown.set(wanted)
      if (!wanted) passing.clear()
    },
    pin: (text, positionS) =>
      room.send({ type: 'comment.pin', entryId: view.get().entryId ?? '', positionS, text }),
    remove: commentId => room.send({ type: 'comment.remove', commentId }),
    restore: commentId => room.send({ type: 'comment.restore', commentId }),
    load() {
      const { phase } = view.get()
      if (phase === 'failed' || (phase === 'ready' && Date.now() - askedAtMs > ASK_AGAIN_MS)) load()
    },
    close() {
      number++
      for (const stop of stops) stop()
      for (const timer of timers) clearTimeout(timer)
      passing.close()
    },
  }
}
