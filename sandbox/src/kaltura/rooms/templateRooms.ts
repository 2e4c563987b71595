import { ENTRY_STATUS, LIBRARY_DAY_S } from '../library.ts'
import type { Room, RoomMode } from './roomStore.ts'

const template = (mode: RoomMode, name: string, broadcastEntryId?: string): Room => ({
  id: `0_tpl_${mode}`,
  name,
  roomType: 1,
  mode,
  status: ENTRY_STATUS.noContent,
  adminTags: 'template',
  userId: 'curator@filmclub.example',
  createdAt: LIBRARY_DAY_S,
  updatedAt: LIBRARY_DAY_S,
  ...(broadcastEntryId === undefined ? {} : { broadcastEntryId }),
})

/** Rooms that the account's administrator has set up for others to be made after. */
export const TEMPLATE_ROOMS: readonly Room[] = [
  // Nobody streams into it: the harbour stands in for what the webinar would broadcast.
  template('webinar', 'Webinar template', '1_live'),
  template('classroom', 'Classroom template'),
  template('meeting', 'Meeting template'),
]

/** The template's id for each mode. */
export const TEMPLATE_ROOM_IDS: Readonly<Record<RoomMode, string>> = {
  webinar: '0_tpl_webinar',
  classroom: '0_tpl_classroom',
  meeting: '0_tpl_meeting',
}
