import type { BrowserContext } from '@playwright/test'

const PROGRAM_DATE_TIME = /#EXT-X-PROGRAM-DATE-TIME:(\S+)/

/**
 * Where a viewer's own time zero lies in the broadcast, epoch s. The player counts from the first fragment it
 * was told of, which is another one for everybody; the playlist says when that was broadcast.
 */
export function watchLiveOrigin(context: BrowserContext): () => number | null {
  let originS: number | null = null
  context.on('response', response => {
    if (originS !== null || !response.url().includes('.m3u8')) return
    void response
      .text()
      .then(text => {
        const stamp = PROGRAM_DATE_TIME.exec(text)?.[1]
        if (stamp !== undefined) originS ??= Date.parse(stamp) / 1000
      })
      .catch(() => {})
  })
  return () => originS
}
