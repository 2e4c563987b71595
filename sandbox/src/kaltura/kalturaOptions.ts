import type { Presence } from './kaf/presence.ts'
import type { Library } from './library.ts'
import type { SettingsStore } from './meetings/meetingSettings.ts'
import type { RoomStore } from './rooms/roomStore.ts'
import type { ScheduleStore } from './schedule/scheduleStore.ts'

/** What both halves of the stand-in are told. */
export interface KalturaOptions {
  readonly partnerId: number
  /** Signs and opens every KS. */
  readonly adminSecret: string
  /** Where the API listens, e.g. `http://127.0.0.1:3336`. No slash at the end. */
  readonly apiOrigin: string
  /** Where media, captions and pictures are served, e.g. `http://127.0.0.1:3337`. */
  readonly cdnOrigin: string
  readonly library: Library
  readonly rooms: RoomStore
  readonly schedule: ScheduleStore
  /** What reports are made of, and when. */
  readonly meetings: { readonly stays: Presence['stays']; readonly settings: SettingsStore }
  /** Milliseconds since 1970. */
  readonly now: () => number
}
