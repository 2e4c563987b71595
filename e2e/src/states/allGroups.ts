import { beginning } from './groups/beginning.ts'
import { company } from './groups/company.ts'
import { control } from './groups/control.ts'
import { finding } from './groups/finding.ts'
import { guestDoor, guestLinks } from './groups/guestDoor.ts'
import { guestRoom } from './groups/guestRoom.ts'
import { joining } from './groups/joining.ts'
import { library } from './groups/library.ts'
import { links } from './groups/links.ts'
import { meetings } from './groups/meetings.ts'
import { personal } from './groups/personal.ts'
import { queue } from './groups/queue.ts'
import { room } from './groups/room.ts'
import { settings } from './groups/settings.ts'
import { broadcast, videos } from './groups/videos.ts'
import type { StateGroup } from './state.ts'

/** Every state that is designed, by what one start serves. */
export const allGroups: readonly StateGroup[] = [
  beginning,
  library,
  room,
  videos,
  broadcast,
  queue,
  control,
  personal,
  finding,
  links,
  company,
  settings,
  guestLinks,
  meetings,
  guestDoor,
  guestRoom,
  joining,
]
