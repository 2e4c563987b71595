/**
 * Where the server wants something to be said, as far as that can be known now.
 * - `closed`: there, if the bot might
 * - `off`: nowhere
 * - `unknown`: Discord hasn't told us which channels there are
 */
export type Place =
  | { readonly kind: 'channel'; readonly id: string }
  | { readonly kind: 'closed'; readonly id: string }
  | { readonly kind: 'off' }
  | { readonly kind: 'unknown' }

export interface Said {
  readonly what: 'meeting_start' | 'meeting_share'
  readonly guildId: string
  /** Where it was asked for. */
  readonly channelId: string | null
  /** Whether the bot may write there; null where that isn't known. */
  readonly botMayWrite: boolean | null
}

export type WhereSaid = (said: Said) => Promise<Place>
