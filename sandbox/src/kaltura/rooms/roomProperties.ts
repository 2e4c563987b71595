import { z } from 'zod'
import { integerProperty, textProperty } from '../writable.ts'

/** What a caller may set of a room entry. Times are seconds since 1970. */
export const roomPropertiesSchema = z.object({
  name: textProperty,
  roomType: integerProperty,
  description: textProperty,
  tags: textProperty,
  adminTags: textProperty,
  userId: textProperty,
  referenceId: textProperty,
  startDate: integerProperty,
  endDate: integerProperty,
  templateRoomEntryId: textProperty,
  broadcastEntryId: textProperty,
  recordedEntryId: textProperty,
})

export type RoomProperties = z.infer<typeof roomPropertiesSchema>
