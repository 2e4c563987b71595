import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'

const service = 'elasticsearch_esearch'

/** What was found, each still to be read; one that is unlike the others is undefined. */
const found = z.object({ object: z.unknown() }).catch({ object: undefined })
const ResultSchema = z.object({
  objects: z.array(found.transform(result => result.object)),
  totalCount: z.int().nonnegative(),
})
type Found = z.infer<typeof ResultSchema>

interface EntrySearch {
  /** A KalturaESearchEntryParams. */
  readonly searchParams: Readonly<Record<string, unknown>>
  readonly size: number
  /** From 1. */
  readonly page: number
}

export const searchEntries = (
  client: KalturaClient,
  ks: string,
  { searchParams, size, page }: EntrySearch,
): Promise<KalturaAnswer<Found>> => {
  const pager = { objectType: 'KalturaPager', pageSize: size, pageIndex: page }
  const parameters = { searchParams, pager }
  return client.send({ service, action: 'searchEntry', kind: 'read', ks, parameters, answer: ResultSchema })
}
