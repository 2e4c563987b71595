import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'
import type { PageOf } from './playlist.ts'

const service = 'category'

const PageSchema = z.object({ objects: z.array(z.unknown()), totalCount: z.int().nonnegative() })
type Page = z.infer<typeof PageSchema>

/** Of a KalturaCategory, what we read. */
export const CategorySchema = z.object({
  id: z.coerce.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  /** Without those of the categories below it. */
  directEntriesCount: z.number().nullish(),
})
export type Category = z.infer<typeof CategorySchema>

interface CategoryFilter {
  readonly statusEqual: number
  readonly orderBy: '+fullName'
  readonly freeText?: string
}

export const listCategories = (
  client: KalturaClient,
  ks: string,
  { filter, size, page }: PageOf & { readonly filter: CategoryFilter },
): Promise<KalturaAnswer<Page>> => {
  const parameters = {
    filter: { objectType: 'KalturaCategoryFilter', ...filter },
    pager: { objectType: 'KalturaFilterPager', pageSize: size, pageIndex: page },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: PageSchema })
}

export const getCategory = (
  client: KalturaClient,
  ks: string,
  id: string,
): Promise<KalturaAnswer<Category>> =>
  client.send({
    service,
    action: 'get',
    kind: 'read',
    ks,
    parameters: { id: Number(id) },
    answer: CategorySchema,
  })
