import { useMemo, useSyncExternalStore } from 'react'
import type { Store } from '../sync/store.ts'

/** How old a value may be that nobody sees, ms: who reads the page by other means still finds it. */
const UNSEEN_MS = 5_000

/** A value that moves all the time: every change of it while it is seen, one now and then while it isn't. */
export function useMoving<T>(store: Store<T>, seen: boolean): T {
  const subscribe = useMemo(() => (seen ? store.subscribe : nowAndThen), [store, seen])
  return useSyncExternalStore(subscribe, store.get)
}

function nowAndThen(look: () => void): () => void {
  const timer = setInterval(look, UNSEEN_MS)
  return () => clearInterval(timer)
}

/** One part of a value, a text or a number, as long as it is seen; a new rendering only when that part changes. */
export function useMovingPart<T, P extends string | number | boolean | null>(
  store: Store<T>,
  pick: (value: T) => P,
  seen = true,
): P {
  const subscribe = useMemo(() => (seen ? store.subscribe : nowAndThen), [store, seen])
  return useSyncExternalStore(subscribe, () => pick(store.get()))
}
