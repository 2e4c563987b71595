import type { SandboxUser } from '../hostApi.ts'
import { CHANNEL, RECORDINGS_CHANNEL, TEXT_CHANNEL } from '../identities.ts'

/** A channel with messages: of the server, or between one person and the application. */
export interface SandboxChannel {
  readonly id: string
  readonly name: string
  readonly kind: 'text' | 'voice' | 'direct'
}

export const GUILD_CHANNELS: readonly SandboxChannel[] = [
  { ...TEXT_CHANNEL, kind: 'text' },
  { ...RECORDINGS_CHANNEL, kind: 'text' },
  { ...CHANNEL, kind: 'voice' },
]

/** Ids of people begin with 140, those of their direct messages with 132. */
const DIRECT_PREFIX = '132'

export const isDirectChannel = (channelId: string): boolean => channelId.startsWith(DIRECT_PREFIX)

export function directChannelOf(user: SandboxUser): SandboxChannel {
  return { id: DIRECT_PREFIX + user.id.slice(DIRECT_PREFIX.length), name: user.globalName, kind: 'direct' }
}

/** The text channel when none is named; `direct` are the person's messages with the application. */
export function findChannel(wanted: string | undefined, user: SandboxUser): SandboxChannel | null {
  const direct = directChannelOf(user)
  if (wanted === 'direct' || wanted === direct.id) return direct
  return findGuildChannel(wanted ?? TEXT_CHANNEL.id)
}

/** Id and name both do; `movie-night` as well as `Movie night`. */
function findGuildChannel(wanted: string): SandboxChannel | null {
  const name = slug(wanted)
  return GUILD_CHANNELS.find(channel => channel.id === wanted || slug(channel.name) === name) ?? null
}

const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-')
