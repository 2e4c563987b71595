import { useSyncExternalStore } from 'react'
import type { Store } from '../sync/store.ts'

/** The value of a store, and a new rendering with each new one. Outside a page, as in tests, it is the same value. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get)
}
