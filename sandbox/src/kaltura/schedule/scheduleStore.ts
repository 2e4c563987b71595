import { z } from 'zod'
import { integerProperty, textProperty } from '../writable.ts'
import { createNumberedTable, type NumberedTable } from './numberedTable.ts'

/** Values of KalturaScheduleEventStatus; resources share the last two. */
export const SCHEDULE_STATUS = { cancelled: 1, active: 2, deleted: 3 } as const

/** What a caller may set of a resource: the old generation's room. */
export const resourcePropertiesSchema = z.object({
  objectType: textProperty,
  parentId: integerProperty,
  name: textProperty,
  systemName: textProperty,
  description: textProperty,
  tags: textProperty,
})

/** What a caller may set of an event. Times are seconds since 1970. */
export const eventPropertiesSchema = z.object({
  objectType: textProperty,
  summary: textProperty,
  description: textProperty,
  startDate: integerProperty,
  endDate: integerProperty,
  duration: integerProperty,
  referenceId: textProperty,
  classificationType: integerProperty,
  location: textProperty,
  organizer: textProperty,
  ownerId: textProperty,
  priority: integerProperty,
  sequence: integerProperty,
  recurrenceType: integerProperty,
  contact: textProperty,
  comment: textProperty,
  tags: textProperty,
  templateEntryId: textProperty,
  entryIds: textProperty,
  categoryIds: textProperty,
})

interface Kept {
  readonly objectType: string
  readonly id: number
  readonly status: number
  readonly createdAt: number
  readonly updatedAt: number
}

export type ScheduleResource = Readonly<Omit<z.infer<typeof resourcePropertiesSchema>, 'objectType'>> & Kept

export type ScheduleEvent = Readonly<Omit<z.infer<typeof eventPropertiesSchema>, 'objectType'>> &
  Kept & { readonly startDate: number; readonly endDate: number }

/** That an event takes place in a resource. */
export interface ScheduleLink {
  readonly id: number
  readonly eventId: number
  readonly resourceId: number
  readonly createdAt: number
}

export interface ScheduleStore {
  readonly resources: NumberedTable<ScheduleResource>
  readonly events: NumberedTable<ScheduleEvent>
  readonly links: NumberedTable<ScheduleLink>
}

/** Far apart, so that one taken for the other is found out. */
const FIRST_RESOURCE_ID = 410_001
const FIRST_EVENT_ID = 9_200_001

export const createScheduleStore = (): ScheduleStore => ({
  resources: createNumberedTable(FIRST_RESOURCE_ID),
  events: createNumberedTable(FIRST_EVENT_ID),
  links: createNumberedTable(1),
})

/** Deleted ones are gone for everybody. */
export const livingIn = <Row extends Kept>(table: NumberedTable<Row>, id: number): Row | undefined => {
  const row = table.find(id)
  return row?.status === SCHEDULE_STATUS.deleted ? undefined : row
}
