import type { Comment } from '@kaltura-discord/shared/room/comment.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { RoomModelView } from '../room/createRoomModel.ts'

/** How long one shows, ms. */
const SHOWS_MS = 5_000
/** So many show at the same time; others wait for their turn. */
const AT_ONCE = 2
/** So many wait; where more is said at once, the list has it. */
const MOST_WAITING = 6
/** A step further than this isn't the video playing on, s. */
const JUMP_S = 3
/** Who lands on a moment sees what is said there, although the player stands a little after it, s. */
const LANDING_S = 0.5
/** What somebody has just said shows at once where its moment has only just gone by, s: writing takes a while. */
const JUST_BY_S = 60
/** Who listens hears no more than one in this time, ms. */
const SPOKEN_EVERY_MS = 5_000

export interface Passing {
  /** Those whose moment is now, the earlier one first. */
  readonly current: Store<readonly Comment[]>
  /** For those who listen: not each of many. */
  readonly spoken: Store<Comment | null>
  /** Somebody has said it just now. */
  said(comment: Comment): void
  drop(id: string): void
  clear(): void
  close(): void
}

export interface PassingOptions {
  readonly model: { readonly view: Store<Pick<RoomModelView, 'positionS' | 'scene'>> }
  /** By their moments; none where they are not to show. */
  readonly comments: () => readonly Comment[]
  readonly selfId: () => string | null
}

/** What was said comes when its moment comes: once as the video plays over it, and never for a jump past it. */
export function createPassing({ model, comments, selfId }: PassingOptions): Passing {
  const current = createStore<readonly Comment[]>([])
  const spoken = createStore<Comment | null>(null)
  let waiting: Comment[] = []
  /** Since the last jump: a pause goes back a little, and nothing is to be said twice for it. */
  let seen = new Set<string>()
  let lastS: number | null = null
  let spokenAtMs = Number.NEGATIVE_INFINITY
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  const fill = (): void => {
    while (current.get().length < AT_ONCE) {
      const next = waiting.shift()
      if (!next) return
      current.update(before => [...before, next])
      timers.set(
        next.id,
        setTimeout(() => leave(next.id), SHOWS_MS),
      )
      speak(next)
    }
  }
  const speak = (comment: Comment): void => {
    const nowMs = Date.now()
    if (comment.userId === selfId() || nowMs - spokenAtMs < SPOKEN_EVERY_MS) return
    spokenAtMs = nowMs
    spoken.set(comment)
  }
  const leave = (id: string): void => {
    clearTimeout(timers.get(id))
    timers.delete(id)
    current.update(before => before.filter(comment => comment.id !== id))
    fill()
  }
  const come = (coming: readonly Comment[]): void => {
    const fresh = coming.filter(({ id }) => !seen.has(id) && !timers.has(id))
    for (const { id } of fresh) seen.add(id)
    waiting = [...waiting, ...fresh]
    fill()
    // Whoever has waited longest is furthest from their moment.
    waiting = waiting.slice(-MOST_WAITING)
  }

  const empty = (): void => {
    waiting = []
    seen = new Set()
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
    if (current.get().length > 0) current.set([])
  }

  const follow = (): void => {
    const { scene, positionS } = model.view.get()
    if (scene.kind !== 'playing') return
    const fromS = lastS
    lastS = positionS
    if (fromS === null || Math.abs(positionS - fromS) > JUMP_S) {
      // What stands there is of another moment.
      empty()
      return come(between(comments(), positionS - LANDING_S, positionS))
    }
    if (positionS > fromS) come(between(comments(), fromS, positionS))
  }
  const clear = (): void => {
    empty()
    lastS = null
    spoken.set(null)
  }
  const stop = model.view.subscribe(follow)
  return {
    current,
    spoken,
    said(comment) {
      const sinceS = model.view.get().positionS - comment.positionS
      if (sinceS >= 0 && sinceS < JUST_BY_S && comments().some(({ id }) => id === comment.id)) come([comment])
    },
    drop(id) {
      waiting = waiting.filter(comment => comment.id !== id)
      leave(id)
    },
    clear,
    close() {
      stop()
      clear()
    },
  }
}

/** After the one, up to the other. */
const between = (comments: readonly Comment[], fromS: number, toS: number): readonly Comment[] =>
  comments.filter(({ positionS }) => positionS > fromS && positionS <= toS)
