import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiError } from '../api/apiResult.ts'

/** A pause in typing this long asks the server. */
const SEARCH_AFTER_MS = 250
/** Before that nobody notices a wait, and skeletons would only flicker. */
const SLOW_AFTER_MS = 300

export interface LibraryView {
  /** As typed. */
  readonly query: string
  /** What `videos` answer to; it follows `query` once the answer is there. */
  readonly answeredQuery: string
  readonly phase: 'loading' | 'ready' | 'failed'
  /** The load has lasted long enough to be shown. */
  readonly slow: boolean
  readonly error: ApiError | null
  readonly videos: readonly Video[]
  /** Null where Kaltura doesn't say. */
  readonly total: number | null
  readonly nextCursor: string | null
  /** ISO 8601; what is shown is as old as that because Kaltura doesn't answer. Null where it is of now. */
  readonly asOf: string | null
  readonly more: 'idle' | 'loading' | 'failed'
}

export interface Library {
  readonly view: Store<LibraryView>
  /** It isn't for this viewer, who chooses nothing from it: as it is for guests. */
  readonly closed: Store<boolean>
  /** Asks anew for what is typed. */
  load(): void
  type(query: string): void
  loadMore(): void
  close(): void
}

const EMPTY: LibraryView = {
  query: '',
  answeredQuery: '',
  phase: 'loading',
  slow: false,
  error: null,
  videos: [],
  total: null,
  nextCursor: null,
  asOf: null,
  more: 'idle',
}

/** The list of videos: searched as people type, where only the newest question may answer. */
export function createLibrary(api: Pick<ApiClient, 'videos'>): Library {
  const view = createStore(EMPTY)
  const closed = createStore(false)
  let asking = new AbortController()
  let typing: ReturnType<typeof setTimeout> | undefined
  let slow: ReturnType<typeof setTimeout> | undefined
  const change = (part: Partial<LibraryView>): void => view.update(before => ({ ...before, ...part }))

  const forget = (): AbortSignal => {
    clearTimeout(typing)
    clearTimeout(slow)
    asking.abort()
    asking = new AbortController()
    return asking.signal
  }

  const load = async (): Promise<void> => {
    const signal = forget()
    const text = view.get().query.trim()
    change({ phase: 'loading', slow: false, error: null, more: 'idle' })
    slow = setTimeout(() => change({ slow: true }), SLOW_AFTER_MS)
    const answer = await api.videos({ text, cursor: null, signal })
    if (signal.aborted) return
    clearTimeout(slow)
    closed.set(!answer.ok && answer.error.code === 'forbidden')
    if (!answer.ok) return change({ phase: 'failed', slow: false, error: answer.error })
    const { asOf = null, ...page } = answer.value
    change({ ...page, asOf, answeredQuery: text, phase: 'ready', slow: false })
  }

  const loadMore = async (): Promise<void> => {
    const { nextCursor, more, phase, answeredQuery: text } = view.get()
    if (nextCursor === null || more === 'loading' || phase !== 'ready') return
    const { signal } = asking
    change({ more: 'loading' })
    const answer = await api.videos({ text, cursor: nextCursor, signal })
    if (signal.aborted) return
    if (!answer.ok) return change({ more: 'failed' })
    const { videos, nextCursor: following } = answer.value
    change({ videos: join(view.get().videos, videos), nextCursor: following, more: 'idle' })
  }

  return {
    view,
    closed,
    load: () => void load(),
    type(query) {
      if (query === view.get().query) return
      const signal = forget()
      change({ query })
      // An emptied field shows everything at once: there is nothing more to type.
      typing = setTimeout(() => !signal.aborted && void load(), query.trim() === '' ? 0 : SEARCH_AFTER_MS)
    },
    loadMore: () => void loadMore(),
    close: () => void forget(),
  }
}

/** A library that grows while people page may give a video twice. */
function join(known: readonly Video[], further: readonly Video[]): readonly Video[] {
  const ids = new Set(known.map(video => video.id))
  return [...known, ...further.filter(video => !ids.has(video.id))]
}
