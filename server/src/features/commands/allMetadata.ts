import { CONFIG_RESET, CONFIG_UPDATE, CONFIG_VIEW } from './config/metadata.ts'
import { LAUNCH } from './launch/metadata.ts'
import { MEETING_END, MEETING_JOIN, MEETING_LIST, MEETING_START } from './meetings/metadata.ts'
import type { CommandMetadata } from './metadata.ts'
import { VIDEO_SEARCH } from './search/metadata.ts'
import { WATCH } from './watch/metadata.ts'

/** Every command there is, for registration and documentation. The Entry Point is one of them. */
export const ALL_METADATA: readonly CommandMetadata[] = [
  LAUNCH,
  WATCH,
  VIDEO_SEARCH,
  MEETING_START,
  MEETING_JOIN,
  MEETING_LIST,
  MEETING_END,
  CONFIG_VIEW,
  CONFIG_UPDATE,
  CONFIG_RESET,
]
