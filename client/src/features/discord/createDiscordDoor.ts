import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import type { Host } from '../../host/host.ts'
import { createStore, type WritableStore } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { Remembered } from '../personal/createPreferences.ts'
import type { PresenceSwitch } from './createPresenceSwitch.ts'
import type { VideoLink } from './videoLink.ts'

/** What of Discord's own things is there from the first moment; the rest comes once people are in. */
export interface DiscordDoor {
  readonly host: Host
  readonly api: ApiClient
  readonly config: Pick<ActivityConfig, 'discordClientId'>
  /** What this person has chosen before, and been shown. */
  readonly remembered: Remembered
  /** Where the link leads that brought this person here, while something else is on. */
  readonly link: WritableStore<VideoLink | null>
  /** A link that neither Discord nor the clipboard took, for the person to copy. */
  readonly toCopy: WritableStore<string | null>
  /** Null until it has come. */
  readonly presence: WritableStore<PresenceSwitch | null>
}

export function createDiscordDoor(
  parts: Pick<DiscordDoor, 'host' | 'api' | 'config' | 'remembered'>,
): DiscordDoor {
  return { ...parts, link: createStore(null), toCopy: createStore(null), presence: createStore(null) }
}
