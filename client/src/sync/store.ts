/** A value that changes, in the shape React's `useSyncExternalStore` reads. */
export interface Store<T> {
  get(): T
  /** Returns how to stop listening. */
  subscribe(listener: () => void): () => void
}

export interface WritableStore<T> extends Store<T> {
  /** Listeners are told only when the value is another one. */
  set(value: T): void
  update(change: (value: T) => T): void
}

export function createStore<T>(initial: T): WritableStore<T> {
  let value = initial
  const listeners = new Set<() => void>()
  const set = (next: T): void => {
    if (Object.is(next, value)) return
    value = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => value,
    set,
    update: change => set(change(value)),
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
