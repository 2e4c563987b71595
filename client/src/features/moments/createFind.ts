import type { CaptionHit } from '@kaltura-discord/shared/protocol/http/moments.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiError } from '../api/apiResult.ts'
import { askCaptions } from './momentsApi.ts'

/** A pause in typing this long asks the server. */
const SEARCH_AFTER_MS = 250
/** Before that nobody notices a wait. */
const SLOW_AFTER_MS = 300

export interface FindView {
  /** What `hits` answer to. */
  readonly answeredQuery: string
  readonly phase: 'idle' | 'searching' | 'ready' | 'failed'
  /** The search has lasted long enough to be shown. */
  readonly slow: boolean
  readonly error: ApiError | null
  /** By time; while a new search runs, those of the last one. */
  readonly hits: readonly CaptionHit[]
  readonly total: number
  readonly nextCursor: string | null
  readonly more: 'idle' | 'loading' | 'failed'
}

export interface Find {
  readonly view: Store<FindView>
  /** Asks after a pause; nothing typed is nothing asked. */
  type(text: string): void
  /** Asks at once, for the same words. */
  again(): void
  loadMore(): void
  close(): void
}

interface FindOptions {
  readonly api: Pick<ApiClient, 'request'>
  readonly entryId: string
  /** Of the captions that are searched. */
  readonly language: string
}

const IDLE: FindView = {
  answeredQuery: '',
  phase: 'idle',
  slow: false,
  error: null,
  hits: [],
  total: 0,
  nextCursor: null,
  more: 'idle',
}

/** A search in one video's captions of one language, where only the newest question may answer. */
export function createFind({ api, entryId, language }: FindOptions): Find {
  const view = createStore(IDLE)
  let text = ''
  let asking = new AbortController()
  let typing: ReturnType<typeof setTimeout> | undefined
  let slow: ReturnType<typeof setTimeout> | undefined
  const change = (part: Partial<FindView>): void => view.update(before => ({ ...before, ...part }))

  const forget = (): AbortSignal => {
    clearTimeout(typing)
    clearTimeout(slow)
    asking.abort()
    asking = new AbortController()
    return asking.signal
  }

  const search = async (): Promise<void> => {
    const signal = forget()
    const asked = text
    change({ phase: 'searching', slow: false, error: null, more: 'idle' })
    slow = setTimeout(() => change({ slow: true }), SLOW_AFTER_MS)
    const answer = await askCaptions(api, { entryId, text: asked, language, cursor: null, signal })
    if (signal.aborted) return
    clearTimeout(slow)
    if (!answer.ok) return change({ ...IDLE, phase: 'failed', answeredQuery: asked, error: answer.error })
    const { hits, total, nextCursor } = answer.value
    change({ hits, total, nextCursor, answeredQuery: asked, phase: 'ready', slow: false })
  }

  const loadMore = async (): Promise<void> => {
    const { nextCursor: cursor, more, phase, answeredQuery } = view.get()
    if (cursor === null || more === 'loading' || phase !== 'ready') return
    const { signal } = asking
    change({ more: 'loading' })
    const answer = await askCaptions(api, { entryId, text: answeredQuery, language, cursor, signal })
    if (signal.aborted) return
    if (!answer.ok) return change({ more: 'failed' })
    const { hits, total, nextCursor } = answer.value
    change({ hits: [...view.get().hits, ...hits], total, nextCursor, more: 'idle' })
  }

  return {
    view,
    type(typed) {
      const next = typed.trim()
      if (next === text) return
      text = next
      const signal = forget()
      if (next === '') return view.set(IDLE)
      typing = setTimeout(() => !signal.aborted && void search(), SEARCH_AFTER_MS)
    },
    again: () => text !== '' && void search(),
    loadMore: () => void loadMore(),
    close: () => void forget(),
  }
}
