import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'
import { type Entry, EntrySchema } from '../entry.ts'

/** Not `media`: that service knows no live streams. */
const service = 'baseentry'

/** KalturaEntryType. */
const MEDIA_CLIP = '1'
/** Parts of one recording that are looked at. */
const MOST_DERIVED = 50

const PageSchema = z.object({ objects: z.array(z.unknown()), totalCount: z.int().nonnegative() })
type Page = z.infer<typeof PageSchema>

/** KalturaEntryStatus, a number as text. */
const StateSchema = z.object({
  id: EntryIdSchema,
  status: z.coerce.string(),
  /** What it was cut or recorded from; its own id or nothing where that is no other entry. */
  rootEntryId: z.string().nullish(),
})
export type EntryState = z.infer<typeof StateSchema>
const StatesSchema = z.object({ objects: z.array(StateSchema) })

/** Of a media entry, whatever it is in: its state. */
export const getEntryState = (
  client: KalturaClient,
  ks: string,
  entryId: string,
): Promise<KalturaAnswer<EntryState>> =>
  client.send({ service, action: 'get', kind: 'read', ks, parameters: { entryId }, answer: StateSchema })

/** Media that were cut from another entry or recorded from it, the oldest first. */
export const listDerived = (
  client: KalturaClient,
  ks: string,
  { rootEntryId, statusIn }: { readonly rootEntryId: string; readonly statusIn: string },
): Promise<KalturaAnswer<{ objects: EntryState[] }>> => {
  const parameters = {
    filter: {
      objectType: 'KalturaMediaEntryFilter',
      rootEntryIdEqual: rootEntryId,
      typeEqual: MEDIA_CLIP,
      statusIn,
      orderBy: '+createdAt',
    },
    pager: { objectType: 'KalturaFilterPager', pageSize: MOST_DERIVED, pageIndex: 1 },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: StatesSchema })
}

/** Of KalturaMediaEntryFilter, what is used. */
interface EntryListFilter {
  readonly statusEqual: string
  /** Comma separated, like the others. */
  readonly typeIn: string
  readonly mediaTypeIn: string
  readonly createdAtLessThanOrEqual?: number
  readonly idNotIn?: string
  readonly categoriesIdsMatchOr?: string
  readonly orderBy: '-createdAt'
}

export const getEntry = (client: KalturaClient, ks: string, entryId: string): Promise<KalturaAnswer<Entry>> =>
  client.send({ service, action: 'get', kind: 'read', ks, parameters: { entryId }, answer: EntrySchema })

export const listEntries = (
  client: KalturaClient,
  ks: string,
  {
    filter,
    size,
    page = 1,
  }: { readonly filter: EntryListFilter; readonly size: number; readonly page?: number },
): Promise<KalturaAnswer<Page>> => {
  const parameters = {
    filter: { objectType: 'KalturaMediaEntryFilter', ...filter },
    pager: { objectType: 'KalturaFilterPager', pageSize: size, pageIndex: page },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: PageSchema })
}

/** Of a KalturaPlaybackContext: what a rule of the account has a player do. */
const ContextSchema = z.object({ actions: z.array(z.object({ type: z.coerce.string() })) })
type Context = z.infer<typeof ContextSchema>

/** What a player would be told of each, by the session that comes with it. */
export const getPlaybackContext = (
  client: KalturaClient,
  asking: readonly { readonly entryId: string; readonly ks: string }[],
): Promise<readonly KalturaAnswer<Context>[]> =>
  client.sendAll(
    asking.map(({ entryId, ks }) => ({
      service,
      action: 'getPlaybackContext',
      kind: 'read',
      ks,
      parameters: { entryId, contextDataParams: { objectType: 'KalturaPlaybackContextOptions' } },
      answer: ContextSchema,
    })),
  )
