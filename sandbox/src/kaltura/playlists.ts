import type { Parameters } from './parameters.ts'

/** KalturaPlaylistType. */
export const PLAYLIST_TYPE = { staticList: 3, dynamic: 10 } as const

/** As an editor makes it: a list of entries, or rules that say which they are. */
export interface Playlist {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly content:
    | { readonly entryIds: readonly string[] }
    | { readonly filters: readonly Parameters[]; readonly totalResults: number }
}

export const PLAYLISTS: readonly Playlist[] = [
  {
    id: '0_winter',
    name: 'Winter programme',
    description: 'What the club shows when it is cold outside.',
    content: { entryIds: ['0_public', '0_harbour', '0_alps'] },
  },
  {
    id: '0_shorts',
    name: 'Short films, the newest first',
    description: '',
    content: {
      filters: [
        { tagsMultiLikeOr: 'short film,Kurzfilm,nature', durationLessThan: 60, orderBy: '-createdAt' },
      ],
      totalResults: 30,
    },
  },
  {
    id: '0_spring',
    name: 'Spring programme',
    description: 'Nothing has been chosen yet.',
    content: { entryIds: [] },
  },
]
