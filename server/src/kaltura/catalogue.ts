import * as z from 'zod'
import { fail, type Result, succeed } from '../platform/result.ts'
import type { KalturaClient, KalturaRefusal } from './client.ts'
import { type Entry, EntrySchema } from './entry.ts'

/** KalturaMediaType VIDEO and LIVE_STREAM_FLASH, which stands for every live stream. */
const MEDIA_TYPES = '1,201'
/** KalturaEntryType MEDIA_CLIP, LIVE_STREAM and LIVE_CHANNEL. */
const ENTRY_TYPES = '1,7,8'
const STATUS_READY = '2'

/** One entry that is unlike all others must not take the whole library away. */
const fitting = <T>(schema: z.ZodType<T>) =>
  z.array(z.unknown()).transform(objects =>
    objects.flatMap(object => {
      const parsed = schema.safeParse(object)
      return parsed.success ? [parsed.data] : []
    }),
  )

const ListSchema = z.object({ objects: fitting(EntrySchema), totalCount: z.int().nonnegative() })
const SearchSchema = z.object({
  objects: fitting(z.object({ object: EntrySchema })),
  totalCount: z.int().nonnegative(),
})

export interface EntryPage {
  readonly entries: readonly Entry[]
  readonly total: number
}

export interface PageRequest {
  readonly size: number
  /** From 1. */
  readonly index: number
}

export interface Catalogue {
  list(page: PageRequest): Promise<Result<EntryPage>>
  search(text: string, page: PageRequest): Promise<Result<EntryPage>>
  get(entryId: string): Promise<Result<Entry>>
}

export function createCatalogue(client: KalturaClient, session: () => string): Catalogue {
  return {
    async list(page) {
      // Not media.list: that one knows no live streams.
      const answer = await client.read({
        service: 'baseentry',
        action: 'list',
        ks: session(),
        parameters: { filter: libraryFilter, pager: pager(page) },
        answer: ListSchema,
      })
      return readPage(answer, list => ({ entries: list.objects, total: list.totalCount }))
    },
    async search(text, page) {
      const answer = await client.read({
        service: 'elasticsearch_esearch',
        action: 'searchEntry',
        ks: session(),
        parameters: { searchParams: searchParams(text), pager: pager(page) },
        answer: SearchSchema,
      })
      return readPage(answer, found => ({
        entries: found.objects.map(result => result.object),
        total: found.totalCount,
      }))
    },
    async get(entryId) {
      // Not media.get: that one knows no live streams.
      const answer = await client.read({
        service: 'baseentry',
        action: 'get',
        ks: session(),
        parameters: { entryId },
        answer: EntrySchema,
      })
      if (!answer.ok) return answer
      return 'refused' in answer.value ? refusedEntry(answer.value) : succeed(answer.value)
    },
  }
}

const libraryFilter = {
  objectType: 'KalturaMediaEntryFilter',
  statusEqual: STATUS_READY,
  typeIn: ENTRY_TYPES,
  mediaTypeIn: MEDIA_TYPES,
  orderBy: '-createdAt',
}

const pager = ({ size, index }: PageRequest) => ({
  objectType: 'KalturaFilterPager',
  pageSize: size,
  pageIndex: index,
})

/** Ready videos and live streams in which the words occur anywhere. */
function searchParams(text: string) {
  const PARTIAL = 2
  const AND = 1
  const OR = 2
  const ofType = (mediaType: string) => ({
    objectType: 'KalturaESearchEntryItem',
    itemType: 1,
    fieldName: 'media_type',
    searchTerm: mediaType,
  })
  return {
    objectType: 'KalturaESearchEntryParams',
    objectStatuses: STATUS_READY,
    searchOperator: {
      objectType: 'KalturaESearchEntryOperator',
      operator: AND,
      searchItems: [
        { objectType: 'KalturaESearchUnifiedItem', itemType: PARTIAL, searchTerm: text },
        {
          objectType: 'KalturaESearchEntryOperator',
          operator: OR,
          searchItems: MEDIA_TYPES.split(',').map(ofType),
        },
      ],
    },
  }
}

function readPage<T extends object>(
  answer: Result<T | KalturaRefusal>,
  toPage: (value: T) => EntryPage,
): Result<EntryPage> {
  if (!answer.ok) return answer
  if (isRefusal(answer.value)) return refused()
  return succeed(toPage(answer.value))
}

const isRefusal = (value: object): value is KalturaRefusal => 'refused' in value

const refused = () =>
  fail(
    'kaltura_unavailable',
    'Kaltura refused to show the library. Whoever runs this has to look at its set-up.',
  )

function refusedEntry({ refused: code }: KalturaRefusal): Result<Entry> {
  const unknown = code === 'ENTRY_ID_NOT_FOUND' || code === 'INVALID_ENTRY_ID'
  return unknown
    ? fail('video_not_found', 'This video is not in the library. Choose another one.')
    : refused()
}
