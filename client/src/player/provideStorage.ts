/** A storage that lasts as long as the page. */
export function createMemoryStorage(): Storage {
  const entries = new Map<string, string>()
  return {
    get length() {
      return entries.size
    },
    key: index => [...entries.keys()][index] ?? null,
    getItem: key => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(String(key), String(value)),
    removeItem: key => void entries.delete(key),
    clear: () => entries.clear(),
  }
}

/**
 * Browsers that block third-party storage throw at the mere mention of `localStorage` inside a frame, and the Kaltura
 * player mentions it while it is set up. Where that is so, it gets one in memory.
 */
export function provideStorage(page: Window): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      page[name].getItem('')
    } catch {
      Object.defineProperty(page, name, { configurable: true, value: createMemoryStorage() })
    }
  }
}
