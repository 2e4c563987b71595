const KEY = 'people-panel'

/** There is room below the video, and nothing else to fill it with. */
const UPRIGHT_PHONE = '(max-width: 700px) and (orientation: portrait)'

/** Whether people are shown beside the video, remembered where the browser lets us. */
export const panelPreference = {
  read(): boolean {
    return remembered() ?? window.matchMedia(UPRIGHT_PHONE).matches
  },
  write(open: boolean): void {
    try {
      localStorage.setItem(KEY, open ? 'open' : 'closed')
    } catch {
      // Then it lasts until the Activity is closed.
    }
  },
}

function remembered(): boolean | null {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === null ? null : kept === 'open'
  } catch {
    // Storage is often denied inside a frame.
    return null
  }
}
