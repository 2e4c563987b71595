import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'
import { type Entry, EntrySchema } from '../entry.ts'

/** Not `media`: that service knows no live streams. */
const service = 'baseentry'

const PageSchema = z.object({ objects: z.array(z.unknown()), totalCount: z.int().nonnegative() })
type Page = z.infer<typeof PageSchema>

/** Of KalturaMediaEntryFilter, what is used. */
interface EntryListFilter {
  readonly statusEqual: string
  /** Comma separated, like the others. */
  readonly typeIn: string
  readonly mediaTypeIn: string
  readonly createdAtLessThanOrEqual?: number
  readonly idNotIn?: string
  readonly orderBy: '-createdAt'
}

export const getEntry = (client: KalturaClient, ks: string, entryId: string): Promise<KalturaAnswer<Entry>> =>
  client.send({ service, action: 'get', kind: 'read', ks, parameters: { entryId }, answer: EntrySchema })

export const listEntries = (
  client: KalturaClient,
  ks: string,
  { filter, size }: { readonly filter: EntryListFilter; readonly size: number },
): Promise<KalturaAnswer<Page>> => {
  const parameters = {
    filter: { objectType: 'KalturaMediaEntryFilter', ...filter },
    pager: { objectType: 'KalturaFilterPager', pageSize: size, pageIndex: 1 },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: PageSchema })
}
