import type { GuildConfig } from '@kaltura-discord/shared/config/configSchema.ts'
import { findChannel, type GuildChannels } from '../../discord/channels.ts'
import { type Result, succeed } from '../../platform/result.ts'

export type NoticeType = 'meeting_start' | 'meeting_end' | 'user_join' | 'recording_ready' | 'meeting_share'

export interface Wanted {
  readonly guildId: string
  readonly type: NoticeType
  readonly channels: GuildConfig['notifications']['channels']
  /** Where there is no other: where the meeting was started, or the button pressed. */
  readonly otherwise: string | null
  /** Before the default one: where a button was pressed. */
  readonly isOtherwiseFirst?: boolean
}

/** A channel, and the key of the configuration that has named it. */
export interface Chosen {
  readonly channelId: string
  readonly key: string
}

/**
 * The channel of that type, or the default one; where neither is there, that of the meeting. Null where nothing is left.
 * A channel that is there is never passed over: whoever has named it didn't mean others to read it.
 */
export async function chooseChannel(channels: GuildChannels, wanted: Wanted): Promise<Result<Chosen | null>> {
  const { type, otherwise, isOtherwiseFirst = false } = wanted
  const named = wanted.channels[type]
  if (named === undefined && isOtherwiseFirst && otherwise !== null) return succeed(placeOf(otherwise))
  const all = await channels.of(wanted.guildId)
  if (!all.ok) return all
  for (const [key, name] of [
    [type, named],
    ['default', wanted.channels.default],
  ] as const) {
    const found = name === undefined ? null : findChannel(all.value, name)
    if (found !== null) return succeed({ channelId: found.id, key: `notifications.channels.${key}` })
  }
  return succeed(otherwise === null ? null : placeOf(otherwise))
}

const placeOf = (channelId: string): Chosen => ({ channelId, key: 'where the meeting was started' })
