import { createStore } from '../../sync/store.ts'
import type { Progress } from '../collections/addMany.ts'

/** Before that nobody notices a wait, ms. */
export const SLOW_AFTER_MS = 300

/** An adding that takes a while, and the way to stop it. */
export interface UnderWay extends Progress {
  cancel(): void
}

/** What is being added by this page, for as long as it takes: what began it may be out of sight by then. */
export const createUnderWay = () => createStore<UnderWay | null>(null)
export type UnderWayStore = ReturnType<typeof createUnderWay>

/** Runs it, and shows it once it takes a while. */
export async function runUnderWay<T>(
  shown: Pick<UnderWayStore, 'get' | 'set'>,
  run: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController()
  let progress: Progress = { done: 0, total: null }
  let isSlow = false
  let mine: UnderWay | null = null
  const show = (): void => {
    if (!isSlow) return
    mine = { ...progress, cancel: () => stopping.abort() }
    shown.set(mine)
  }
  const slow = setTimeout(() => {
    isSlow = true
    show()
  }, SLOW_AFTER_MS)
  try {
    return await run(stopping.signal, next => {
      progress = next
      show()
    })
  } finally {
    clearTimeout(slow)
    // By now another one may be shown, which goes on.
    if (isSlow && shown.get() === mine) shown.set(null)
  }
}
