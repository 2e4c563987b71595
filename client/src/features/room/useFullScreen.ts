import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}

/** The whole page, not the video alone: menus and dialogs belong to it. */
export function toggleFullScreen(): void {
  if (!document.fullscreenEnabled) return
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen()
  // The frame around the Activity may refuse; then everything stays as it is.
  change.catch(() => undefined)
}

export function useFullScreen() {
  const active = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null)
  return { active, possible: document.fullscreenEnabled, toggle: toggleFullScreen }
}
