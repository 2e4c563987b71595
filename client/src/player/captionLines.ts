/** What the captions say this moment, drawn by whoever asks instead of by the browser. */
export interface CaptionLines {
  lines(): readonly string[]
  /** Nothing is to be shown until a track is turned on again. */
  off(): void
  close(): void
}

/** Unseen by the browser, but with its cues running. */
const UNSEEN = 'hidden'

/**
 * Watches a video's text tracks: whichever is turned on for the browser to draw is turned into one that it doesn't. A
 * browser's own captions can't be placed above our controls, nor made larger, in the same way everywhere.
 */
export function watchCaptionLines(video: HTMLVideoElement, onChange: () => void): CaptionLines {
  const { textTracks } = video
  const over = new AbortController()
  let current: TextTrack | null = null
  let stopListening = (): void => {}

  const take = (track: TextTrack | null): void => {
    if (track !== current) {
      stopListening()
      current = track
      track?.addEventListener('cuechange', onChange)
      stopListening = () => track?.removeEventListener('cuechange', onChange)
    }
    onChange()
  }
  const look = (): void => {
    const shown = Array.from(textTracks).find(track => track.mode === 'showing')
    if (shown) shown.mode = UNSEEN
    if (shown) take(shown)
    else if (current?.mode === 'disabled') take(null)
  }
  textTracks.addEventListener('change', look, { signal: over.signal })
  textTracks.addEventListener('addtrack', look, { signal: over.signal })
  look()

  return {
    lines: () => (current ? Array.from(current.activeCues ?? []).flatMap(linesOf) : []),
    off: () => take(null),
    close: () => {
      over.abort()
      stopListening()
    },
  }
}

/** Without what only marks up: a name of a speaker, italics. */
function linesOf(cue: TextTrackCue): readonly string[] {
  if (!(cue instanceof VTTCue)) return []
  const text = cue.getCueAsHTML().textContent ?? cue.text
  return text.split('\n').filter(line => line.trim() !== '')
}
