import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'

const service = 'playlist'

const PageSchema = z.object({ objects: z.array(z.unknown()), totalCount: z.int().nonnegative() })
type Page = z.infer<typeof PageSchema>

/** Of a list, by pages from 1. */
export interface PageOf {
  readonly size: number
  readonly page: number
}

/** Of a KalturaPlaylist, what we read. */
export const PlaylistSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  /** KalturaPlaylistType. */
  playlistType: z.coerce.number().nullish(),
  /** Of a list that was made by hand: ids, separated by commas. */
  playlistContent: z.string().nullish(),
})
export type Playlist = z.infer<typeof PlaylistSchema>

interface PlaylistFilter {
  readonly statusEqual: string
  readonly playListTypeIn: string
  readonly orderBy: '+name'
  readonly searchTextMatchAnd?: string
}

export const listPlaylists = (
  client: KalturaClient,
  ks: string,
  { filter, size, page }: PageOf & { readonly filter: PlaylistFilter },
): Promise<KalturaAnswer<Page>> => {
  const parameters = {
    filter: { objectType: 'KalturaPlaylistFilter', ...filter },
    pager: { objectType: 'KalturaFilterPager', pageSize: size, pageIndex: page },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: PageSchema })
}

/** The entries in the playlist's order. */
export const executePlaylist = (
  client: KalturaClient,
  ks: string,
  { id, size, page }: PageOf & { readonly id: string },
): Promise<KalturaAnswer<unknown[]>> => {
  const pager = { objectType: 'KalturaFilterPager', pageSize: size, pageIndex: page }
  const answer = z.array(z.unknown())
  return client.send({ service, action: 'execute', kind: 'read', ks, parameters: { id, pager }, answer })
}
