import { useEffect, useState } from 'react'

export interface Picture {
  readonly url: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** The still for a place: 0 is the start of the video, 1 its end. */
export const sliceAt = (share: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.floor(share * count)))

/** A picture that couldn't be had is asked for again after that, ms: Kaltura may still be making it. */
const AGAIN_AFTER_MS = 10_000

const loaded = new Map<string, Picture>()
const failedAtMs = new Map<string, number>()

/** A picture with its size, once it is there; asked for with the first use. */
export function usePicture(url: string): Picture | null {
  const [known, setKnown] = useState(loaded.get(url) ?? null)
  useEffect(() => {
    const already = loaded.get(url) ?? null
    setKnown(already)
    if (already !== null || performance.now() < (failedAtMs.get(url) ?? -AGAIN_AFTER_MS) + AGAIN_AFTER_MS)
      return
    const image = new Image()
    let wanted = true
    image.onload = () => {
      const picture = { url, width: image.naturalWidth, height: image.naturalHeight }
      // Of the last video they are of no more use.
      loaded.clear()
      loaded.set(url, picture)
      if (wanted) setKnown(picture)
    }
    image.onerror = () => failedAtMs.set(url, performance.now())
    image.src = url
    return () => {
      wanted = false
    }
  }, [url])
  return known?.url === url ? known : null
}
