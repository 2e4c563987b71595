import { MAX_LINK_LENGTH, MAX_LINK_START_S, MOMENT, PLAIN, type VideoLink } from './videoLink.ts'

/** The link that `readVideoLink` reads. A moment that doesn't fit is left out, so that the link still leads to the video. */
export function writeVideoLink({ entryId, startS }: VideoLink): string {
  const second = startS === null ? 0 : Math.floor(startS)
  const moment = `${MOMENT}${entryId}:${second}`
  const fits = second > 0 && second <= MAX_LINK_START_S && moment.length <= MAX_LINK_LENGTH
  return fits ? moment : `${PLAIN}${entryId}`
}
