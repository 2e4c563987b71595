import { createStore } from '../../sync/store.ts'

const KEY = 'people-panel'

/** There is room below the video, and nothing else to fill it with. */
const UPRIGHT = '(max-width: 1000px) and (orientation: portrait)'

export type PanelTab = 'people' | 'queue' | 'find' | 'comments'

const TABS: readonly PanelTab[] = ['people', 'queue', 'find', 'comments']

/** What is shown beside the video, if anything, remembered where the browser lets us. */
export const panelPreference = {
  read(): PanelTab | null {
    const kept = remembered()
    if (kept === null) return window.matchMedia(UPRIGHT).matches ? 'people' : null
    // What it was called while there were only people.
    if (kept === 'open') return 'people'
    return TABS.find(tab => tab === kept) ?? null
  },
  write(tab: PanelTab | null): void {
    store(tab)
    panelPreference.changes.update(count => count + 1)
  },
  /** Told whenever somebody chooses. */
  changes: createStore(0),
  /** As it was chosen; undefined where nobody has. */
  kept(): string | null | undefined {
    const kept = remembered()
    if (kept === null) return undefined
    return kept === 'closed' ? null : kept
  },
  /** What has been chosen elsewhere; shows the next time. */
  take: (tab: string | null): void => store(tab),
}

function store(tab: string | null): void {
  try {
    localStorage.setItem(KEY, tab ?? 'closed')
  } catch {
    // Then it lasts until the Activity is closed.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    // Storage is often denied inside a frame.
    return null
  }
}
