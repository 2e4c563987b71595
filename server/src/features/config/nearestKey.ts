import type { Nearest } from '@kaltura-discord/shared/config/checkConfig.ts'
import { closest, distance } from 'fastest-levenshtein'

/** Further off than this share of its length, a key is no slip of the hand. */
const FURTHEST = 0.5

export const nearestKey: Nearest = (key, known) => {
  const nearest = closest(key, known)
  return distance(key, nearest) <= key.length * FURTHEST ? nearest : null
}
