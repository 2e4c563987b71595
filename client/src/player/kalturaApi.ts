import * as z from 'zod'

/*
 * The slice of the Kaltura player's interface that is used, as of 3.17. Not its own typings: the player is a
 * script of the customer's Kaltura, and may be of another version than any we could compile against.
 */

export interface KalturaTrack {
  readonly id?: unknown
  readonly index?: unknown
  readonly label?: unknown
  readonly language?: unknown
  readonly active?: unknown
  readonly height?: unknown
  readonly bandwidth?: unknown
}

/** What the provider makes of an entry; goes back to the player as it is, with addresses mapped. */
export type KalturaMediaConfig = Record<string, unknown>

export interface KalturaPlayer {
  readonly provider: { getMediaConfig(info: { entryId: string; ks: string }): Promise<KalturaMediaConfig> }
  configure(config: object): void
  setMedia(config: KalturaMediaConfig): void
  ready(): Promise<unknown>
  reset(): void
  destroy(): void
  getVideoElement(): HTMLVideoElement | undefined
  getTracks(type: 'audio' | 'video' | 'text'): readonly KalturaTrack[]
  selectTrack(track: KalturaTrack): void
  hideTextTrack(): void
  enableAdaptiveBitrate(): void
  isAdaptiveBitrateEnabled(): boolean
  addEventListener(type: string, listener: (event: unknown) => void): void
  removeEventListener(type: string, listener: (event: unknown) => void): void
}

export interface KalturaNamespace {
  setup(options: object): KalturaPlayer
}

/** The script leaves its namespace in `window`. */
export const KalturaNamespaceSchema = z.custom<KalturaNamespace>(
  value => z.object({ setup: z.function() }).loose().safeParse(value).success,
)

/** The player's own error: severity 2 is one it doesn't recover from. */
export const KalturaErrorSchema = z.object({
  severity: z.number(),
  category: z.number(),
  code: z.number(),
})

export const KalturaErrorEventSchema = z.object({ payload: KalturaErrorSchema })

export const KALTURA_CRITICAL = 2
/** Category of what goes wrong with captions. */
export const KALTURA_CAPTIONS = 2
/** Categories by which Kaltura says that this viewer may not watch: geography, address, site, schedule, rights. */
export const KALTURA_REFUSALS: readonly number[] = [13, 15, 16, 17, 18]
