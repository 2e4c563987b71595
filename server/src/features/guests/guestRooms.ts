import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import { LRUCache } from 'lru-cache'
import { FreshCache } from '../../platform/freshCache.ts'
import { type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { RoomLinkRow } from './roomLinkStore.ts'

/** Activities of one server that are looked through for the one that a link leads to. */
const MAX_LOOKED_AT = 20
const KEPT_CHANNELS = 5_000
/** Names of servers and channels change seldom. */
const PLACES = { freshMs: 60_000, staleMs: 3_600_000, capacity: 1_000 } as const

export interface OpenRoom {
  readonly room: Room
  readonly channelId: string | null
}

export interface PlaceNames {
  readonly serverName: string | null
  readonly channelName: string | null
}

/** Which rooms links lead to, and what these are called. */
export interface GuestRooms {
  /** Null while nobody is in it inside Discord. */
  roomOf(link: Pick<RoomLinkRow, 'instanceId' | 'guildId' | 'channelId'>): Promise<OpenRoom | null>
  describe(link: Pick<RoomLinkRow, 'guildId' | 'channelId'>): Promise<PlaceNames>
  /** The channel that an Activity runs in: for its life the same one. */
  channelOf(instanceId: string): Promise<string | null>
  isAttended(instanceId: string): Promise<boolean>
}

interface GuestRoomsOptions {
  readonly loadRoom: (instanceId: string) => Promise<Room | null>
  /** Activities of a server that somebody is connected to. */
  readonly instancesOf: (guildId: string) => readonly string[]
  readonly askChannel: (instanceId: string) => Promise<string | null>
  readonly discord: {
    guildName(guildId: string): Promise<Result<string | null>>
    channels(guildId: string): Promise<Result<readonly { readonly id: string; readonly name: string }[]>>
  }
  readonly clock: RoomClock
}

export function createGuestRooms(options: GuestRoomsOptions): GuestRooms {
  const { loadRoom, instancesOf, askChannel, discord, clock } = options
  const channels = new LRUCache<string, string>({ max: KEPT_CHANNELS })
  const names = new FreshCache<string | null>({ clock, ...PLACES })

  async function channelOf(instanceId: string): Promise<string | null> {
    const known = channels.get(instanceId)
    if (known !== undefined) return known
    const channelId = await askChannel(instanceId)
    if (channelId !== null) channels.set(instanceId, channelId)
    return channelId
  }

  async function attended(instanceId: string): Promise<Room | null> {
    const room = await loadRoom(instanceId)
    return room?.members.some(({ guest }) => !guest) ? room : null
  }

  /** An Activity ends when everybody leaves it; the next one in that channel is another, and the link leads there. */
  async function elsewhere(guildId: string, channelId: string, not: string): Promise<Room | null> {
    const others = instancesOf(guildId).filter(id => id !== not)
    for (const instanceId of others.slice(0, MAX_LOOKED_AT)) {
      if ((await channelOf(instanceId)) !== channelId) continue
      const room = await attended(instanceId)
      if (room) return room
    }
    return null
  }

  return {
    channelOf,
    isAttended: async instanceId => (await attended(instanceId)) !== null,
    async roomOf({ instanceId, guildId, channelId }) {
      const here = await attended(instanceId)
      if (here) return { room: here, channelId }
      if (guildId === null || channelId === null) return null
      const room = await elsewhere(guildId, channelId, instanceId)
      return room && { room, channelId }
    },
    async describe({ guildId, channelId }) {
      if (guildId === null) return { serverName: null, channelName: null }
      const [server, all] = await Promise.all([
        names.get(guildId, () => discord.guildName(guildId)),
        channelId === null ? succeed([]) : discord.channels(guildId),
      ])
      return {
        serverName: server.ok ? server.value : null,
        channelName: (all.ok && all.value.find(({ id }) => id === channelId)?.name) || null,
      }
    },
  }
}
