const KEY = 'comments-shown'

/** Whether comments show over the video, remembered where the browser lets us. */
export const shownPreference = {
  read(): boolean {
    try {
      return localStorage.getItem(KEY) !== 'no'
    } catch {
      // Storage is often denied inside a frame.
      return true
    }
  },
  write(shown: boolean): void {
    try {
      localStorage.setItem(KEY, shown ? 'yes' : 'no')
    } catch {
      // Then it lasts until the Activity is closed.
    }
  },
}
