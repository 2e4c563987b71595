import type { PlayUrl } from '@kaltura-discord/shared/protocol/http/play.ts'
import type { PlaybackSession } from '@kaltura-discord/shared/protocol/http.ts'

/**
 * Kaltura's playManifest, with the session in its path: that is how Kaltura lets players in that send no headers. We
 * answer with it and never ask for it, so it is in no log of ours; the session opens this one entry until it ends.
 * (`embedPlaykitJs` with a session would put the same into the address of a page, where its scripts and the
 * browser's history have it too.)
 */
export function playUrlOf({ entryId, ks, partnerId, expiry }: PlaybackSession, apiEndpoint: string): PlayUrl {
  const { protocol } = new URL(apiEndpoint)
  // The player finds its manifests the same way: the endpoint without its last part.
  const base = apiEndpoint.replace(/\/[^/]+$/, '')
  const way = `protocol/${protocol.replace(':', '')}/format/applehttp/ks/${ks}/a.m3u8`
  return {
    entryId,
    playUrl: `${base}/p/${partnerId}/sp/${partnerId}00/playManifest/entryId/${entryId}/${way}`,
    format: 'hls',
    mimeType: 'application/vnd.apple.mpegurl',
    expiresAt: new Date(expiry * 1000).toISOString(),
  }
}
