import type { Collection, CollectionRef } from '@kaltura-discord/shared/protocol/http/collections.ts'
import type { PlaybackSession, Video } from '@kaltura-discord/shared/protocol/http.ts'
import type { Result } from '../platform/result.ts'
import type { PlaybackRequest } from './kalturaSessions.ts'

/** A video as the library has it; where its picture shows on our own origin is not the library's business. */
export interface CatalogueVideo extends Omit<Video, 'thumbnailUrl'> {
  /** Whether it can be played yet. */
  readonly isReady: boolean
  /** For `sizedPicture`; null where there is none. */
  readonly pictureUrl: string | null
  /** The picture is at an address that only this server is to know. */
  readonly isPictureInternal?: boolean
  /** KalturaMediaType, where that is known. */
  readonly mediaType?: number | null
}

export interface CataloguePage {
  readonly videos: readonly CatalogueVideo[]
  /** Null where nobody says. */
  readonly total: number | null
  /** For the next page; null at the end. */
  readonly nextCursor: string | null
  /** ISO 8601: when Kaltura said this, where that is a while ago. */
  readonly asOf?: string
}

export interface PageRequest {
  readonly limit: number
  /** As another page gave it. One that is no cursor is refused with `invalid_request`. */
  readonly cursor?: string | undefined
  readonly asker?: Asker
}

/** Playlists and categories. */
export interface CollectionsPage {
  readonly collections: readonly Collection[]
  readonly nextCursor: string | null
  readonly asOf?: string
}

export interface AccessRequest {
  /** Discord's. */
  readonly userId: string
  readonly entryIds: readonly string[]
}

/** Discord's id of whoever asks, where somebody does: another deployment counts by it who asks for how much. */
export type Asker = string | undefined

/** A library: Kaltura itself, or another deployment that asks it for us. */
export interface Catalogue {
  /** Newest first. */
  list(page: PageRequest): Promise<Result<CataloguePage>>
  /** Best match first. */
  search(text: string, page: PageRequest): Promise<Result<CataloguePage>>
  get(entryId: string, asker?: Asker): Promise<Result<CatalogueVideo>>
  /** Playlists and categories in whose name or description the words occur; all of them where there are none. */
  collections(text: string, page: PageRequest): Promise<Result<CollectionsPage>>
  collectionVideos(ref: CollectionRef, page: PageRequest): Promise<Result<CataloguePage>>
  /** Those of the entries that the account refuses this person. */
  refused(request: AccessRequest): Promise<Result<readonly string[]>>
  /** The right to play one video. */
  session(request: PlaybackRequest): Promise<Result<PlaybackSession>>
  /** Where a picture is to be had about that wide, in pixels. */
  sizedPicture(pictureUrl: string, width: number): string
  /** Where a hundred stills of that video are to be had side by side, each 164 pixels wide. */
  slices(pictureUrl: string): string
}
