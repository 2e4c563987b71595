import type { Collection } from '@kaltura-discord/shared/protocol/http/collections.ts'
import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { MAX_QUEUE } from '@kaltura-discord/shared/room/limits.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { QueueModel } from '../queue/createQueueModel.ts'
import { runUnderWay, SLOW_AFTER_MS } from '../queue/underWay.ts'
import { type Added, addMany } from './addMany.ts'
import { askCollections, askVideosOf } from './collectionPaths.ts'

/** Something that comes by pages. */
export interface Listed<T> {
  readonly phase: 'loading' | 'ready' | 'failed'
  /** The load has lasted long enough to be shown. */
  readonly slow: boolean
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

export interface CollectionsView {
  readonly list: Listed<Collection>
  /** The one that is looked into. */
  readonly open: { readonly collection: Collection; readonly videos: Listed<Video> } | null
  /** All of it is being added. */
  readonly adding: boolean
  /** How the last one went. */
  readonly outcome: (Added & { readonly name: string }) | null
}

export interface Collections {
  readonly view: Store<CollectionsView>
  search(text: string): void
  reload(): void
  more(): void
  look(collection: Collection): void
  moreVideos(): void
  back(): void
  addAll(): void
  /** The first at once, the rest next. */
  playAll(): void
  close(): void
}

export interface CollectionsOptions {
  readonly queue: Pick<QueueModel, 'api' | 'view' | 'add' | 'underWay'>
  readonly watch: (entryId: string) => Promise<boolean>
}

const LOADING = { phase: 'loading', slow: false, items: [], nextCursor: null } as const

export function createCollections({ queue, watch }: CollectionsOptions): Collections {
  const { api } = queue
  const view = createStore<CollectionsView>({ list: LOADING, open: null, adding: false, outcome: null })
  const change = (part: Partial<CollectionsView>): void => view.update(before => ({ ...before, ...part }))
  let searched: string | null = null
  let listing = new AbortController()
  let looking = new AbortController()

  const load = async (cursor: string | null): Promise<void> => {
    listing.abort()
    listing = new AbortController()
    const { signal } = listing
    const before = cursor === null ? LOADING : view.get().list
    change({ list: { ...before, phase: 'loading' } })
    const slow = setTimeout(() => change({ list: { ...view.get().list, slow: true } }), SLOW_AFTER_MS)
    const answer = await askCollections(api, { text: searched ?? '', cursor, signal })
    clearTimeout(slow)
    if (signal.aborted) return
    if (!answer.ok) return change({ list: { ...before, phase: 'failed', slow: false } })
    const { collections, nextCursor } = answer.value
    const items = [...before.items, ...collections]
    change({ list: { phase: 'ready', slow: false, items, nextCursor } })
  }

  const loadVideos = async (collection: Collection, cursor: string | null): Promise<void> => {
    looking.abort()
    looking = new AbortController()
    const { signal } = looking
    const before = cursor === null ? LOADING : (view.get().open?.videos ?? LOADING)
    const put = (videos: Listed<Video>): void => change({ open: { collection, videos } })
    put({ ...before, phase: 'loading' })
    const slow = setTimeout(() => put({ ...before, phase: 'loading', slow: true }), SLOW_AFTER_MS)
    const answer = await askVideosOf(api, { ref: refOf(collection), all: false, cursor, signal })
    clearTimeout(slow)
    if (signal.aborted) return
    if (!answer.ok) return put({ ...before, phase: 'failed', slow: false })
    const { videos, nextCursor } = answer.value
    put({ phase: 'ready', slow: false, items: [...before.items, ...videos], nextCursor })
  }

  const enqueue = async (how: { readonly where: 'next' | 'last'; readonly skip: number }): Promise<void> => {
    const { open, adding: under } = view.get()
    if (!open || under) return
    const { collection } = open
    change({ adding: true, outcome: null })
    let { where } = how
    const added = await runUnderWay(queue.underWay, (signal, onProgress) =>
      addMany({
        page: cursor => askVideosOf(api, { ref: refOf(collection), all: true, cursor, signal }),
        async add(entryIds) {
          const ack = await queue.add(entryIds, where)
          // A second part can't be put behind the first one but at the end.
          where = 'last'
          return ack
        },
        room: MAX_QUEUE - queue.view.get().items.length,
        skip: how.skip,
        signal,
        onProgress,
      }),
    )
    change({ adding: false, outcome: { ...added, name: collection.name } })
  }

  return {
    view,
    search(text) {
      if (text === searched) return
      searched = text
      void load(null)
    },
    reload: () => void load(null),
    more() {
      const { nextCursor, phase } = view.get().list
      if (nextCursor !== null && phase !== 'loading') void load(nextCursor)
    },
    look(collection) {
      change({ outcome: null })
      void loadVideos(collection, null)
    },
    moreVideos() {
      const { open } = view.get()
      const cursor = open?.videos.nextCursor ?? null
      if (open && cursor !== null && open.videos.phase !== 'loading') void loadVideos(open.collection, cursor)
    },
    back() {
      looking.abort()
      change({ open: null, outcome: null })
    },
    addAll: () => void enqueue({ where: 'last', skip: 0 }),
    playAll() {
      const first = view.get().open?.videos.items[0]
      // The rest is on its way before the screen goes over to the video.
      if (first && view.get().open?.videos.phase === 'ready')
        void watch(first.id).then(async isOn => {
          if (isOn) await enqueue({ where: 'next', skip: 1 })
        })
    },
    close() {
      listing.abort()
      looking.abort()
    },
  }
}

const refOf = ({ kind, id }: Collection) => ({ kind, id })
