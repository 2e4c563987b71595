import type { MeetingType } from '@kaltura-discord/shared/meetings/meeting.ts'
import { OURS } from './roomConnection.ts'
import type { RoomSpec } from './roomProvider.ts'

/** An interactive room is a classroom that nobody teaches in: there is no third kind. */
const CLASS_MODE: Readonly<Record<MeetingType, string>> = {
  webinar: 'webinar',
  meeting: 'virtual_classroom',
  classroom: 'virtual_classroom',
}

/** Tells Kaltura that a resource is a room for meetings, which one, and how it behaves. */
export const resourceTags = ({ type, isRecorded }: RoomSpec): readonly string[] => [
  'vcprovider:newrow',
  `custom_rs_class_mode:${CLASS_MODE[type]}`,
  ...(isRecorded ? ['custom_rec_auto_start:1'] : []),
  OURS,
]

/** What the event says wins over its resource, so it says nothing. */
export const eventTags = (): readonly string[] => [OURS]
