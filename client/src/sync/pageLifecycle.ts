/** What becomes of the page: nobody sees it, somebody does again, the machine has its network back. */
export type PageChange = 'hidden' | 'visible' | 'online'

export interface PageLifecycle {
  hidden(): boolean
  /** Returns how to stop listening. */
  subscribe(listener: (change: PageChange) => void): () => void
}

export function createBrowserLifecycle(): PageLifecycle {
  return {
    hidden: () => document.hidden,
    subscribe: listener => {
      const visibility = (): void => listener(document.hidden ? 'hidden' : 'visible')
      const online = (): void => listener('online')
      document.addEventListener('visibilitychange', visibility)
      window.addEventListener('online', online)
      return () => {
        document.removeEventListener('visibilitychange', visibility)
        window.removeEventListener('online', online)
      }
    },
  }
}
