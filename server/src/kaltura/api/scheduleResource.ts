import * as z from 'zod'
import type { KalturaAnswer, KalturaClient } from '../client.ts'
import { DoneSchema } from './done.ts'

const service = 'schedule_scheduleresource'

const ResourceSchema = z.object({ id: z.coerce.number() })
export type ScheduleResource = z.infer<typeof ResourceSchema>
const PageSchema = z.object({ objects: z.array(ResourceSchema) })

interface NewResource {
  readonly name: string
  readonly systemName: string
  readonly description: string
  /** Comma separated: what kind of room it is, and how it behaves. */
  readonly tags: string
}

export const addResource = (
  client: KalturaClient,
  ks: string,
  resource: NewResource,
): Promise<KalturaAnswer<ScheduleResource>> => {
  const parameters = { scheduleResource: { objectType: 'KalturaLocationScheduleResource', ...resource } }
  return client.send({ service, action: 'add', kind: 'write', ks, parameters, answer: ResourceSchema })
}

export const getResource = (
  client: KalturaClient,
  ks: string,
  scheduleResourceId: number,
): Promise<KalturaAnswer<ScheduleResource>> => {
  const parameters = { scheduleResourceId }
  return client.send({ service, action: 'get', kind: 'read', ks, parameters, answer: ResourceSchema })
}

interface ResourceFilter {
  readonly systemNameEqual?: string
  /** Comma separated, like the other. */
  readonly idIn?: string
  readonly statusIn: string
}

export const listResources = (
  client: KalturaClient,
  ks: string,
  { filter, size }: { readonly filter: ResourceFilter; readonly size: number },
): Promise<KalturaAnswer<{ objects: ScheduleResource[] }>> => {
  const parameters = {
    filter: { objectType: 'KalturaLocationScheduleResourceFilter', ...filter },
    pager: { objectType: 'KalturaFilterPager', pageSize: size, pageIndex: 1 },
  }
  return client.send({ service, action: 'list', kind: 'read', ks, parameters, answer: PageSchema })
}

export const deleteResource = (
  client: KalturaClient,
  ks: string,
  scheduleResourceId: number,
): Promise<KalturaAnswer<unknown>> => {
  const parameters = { scheduleResourceId }
  return client.send({ service, action: 'delete', kind: 'write', ks, parameters, answer: DoneSchema })
}
