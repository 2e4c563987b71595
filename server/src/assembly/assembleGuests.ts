import { randomUUID } from 'node:crypto'
import { hostOf } from '@kaltura-discord/shared/room/mayControl.ts'
import type { Router } from 'express'
import { createGuildChannels } from '../discord/channels.ts'
import type { ConfigService } from '../features/config/service.ts'
import { createBrowserCallback } from '../features/guests/browserCallback.ts'
import { createBrowserSignIn } from '../features/guests/browserSignIn.ts'
import { createDoorOperations } from '../features/guests/doorOperations.ts'
import { createGuestDoor, type GuestDoor, type GuestFeatures } from '../features/guests/guestDoor.ts'
import { LINK_MEMORY_MS } from '../features/guests/guestLimits.ts'
import { createGuestRooms } from '../features/guests/guestRooms.ts'
import { createGuestStore } from '../features/guests/guestStore.ts'
import { GuestWatch } from '../features/guests/guestWatch.ts'
import { createLinkOperations } from '../features/guests/linkOperations.ts'
import { createRoomLinkStore } from '../features/guests/roomLinkStore.ts'
import { createRoomLinks, type LinkMaker } from '../features/guests/roomLinks.ts'
import { createVisits, type Visits } from '../features/guests/visits.ts'
import { createActivityChannel } from '../features/meetings/activityChannel.ts'
import type { GuildPermissions } from '../guilds/guildPermissions.ts'
import type { Members } from '../guilds/members.ts'
import type { Outside } from '../outside.ts'
import type { CreateBearerAccess } from '../platform/http/access.ts'
import type { Operation } from '../platform/http/operation.ts'
import { succeed } from '../platform/result.ts'
import { createTokenVault } from '../platform/tokenVault.ts'
import type { RoomStore } from '../rooms/roomStore.ts'
import type { Rooms } from '../rooms/rooms.ts'
import type { IdentityParts } from './assembleIdentity.ts'
import type { Ground } from './ground.ts'

interface GuestParts {
  readonly ground: Ground
  readonly outside: Outside
  readonly identity: IdentityParts
  readonly guildConfig: ConfigService
  readonly members: Members
  readonly permissions: GuildPermissions
  readonly rooms: Pick<Rooms, 'connections'>
  readonly store: Pick<RoomStore, 'load'>
  readonly bearer: CreateBearerAccess
}

export interface GuestWays {
  readonly operations: readonly Operation[]
  readonly router: Router
  readonly door: GuestDoor
  readonly visits: Visits
  readonly watch: GuestWatch
  readonly chores: readonly (() => Promise<void>)[]
  /** Who has just signed in with Discord in the browser that asks. */
  readonly personOf: ReturnType<typeof createBrowserSignIn>['personOf']
}

export function assembleGuests(parts: GuestParts): GuestWays {
  const { ground, outside, identity, guildConfig, members, permissions, rooms, store, bearer } = parts
  const { config, clock, logger, database, defaults } = ground
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
  const { connections } = rooms
  const links = createRoomLinkStore(database)
  const guests = createGuestStore(database)
  const visits = createVisits({ guests, signIns: identity.signIns, clock })
  const channels = createGuildChannels(outside.discordConnection, clock)

  async function featuresOf(guildId: string | null): Promise<GuestFeatures> {
    const { features } = guildId === null ? defaults : await guildConfig.of(guildId)
    return { browserGuests: features.browser_guests, namedGuests: features.named_guests }
  }
  const guestsAllowed = async (guildId: string | null) => (await featuresOf(guildId)).browserGuests

  const guestRooms = createGuestRooms({
    loadRoom: store.load,
    instancesOf: guildId => [
      ...new Set(
        connections
          .all()
          .filter(each => each.guildId === guildId)
          .map(({ instanceId }) => instanceId),
      ),
    ],
    askChannel: createActivityChannel(outside.discord),
    discord: {
      async guildName(guildId) {
        const guild = await outside.discord.guild(guildId)
        return guild.ok ? succeed(guild.value?.name ?? null) : guild
      },
      channels: channels.of,
    },
    clock,
  })

  async function mayRevokeAll({ userId, guildId, instanceId }: LinkMaker): Promise<boolean> {
    const room = await store.load(instanceId)
    if (room !== null && hostOf(room) === userId) return true
    if (guildId === null) return false
    const permitted = await permissions.require({ guildId, userId, action: 'room.join' })
    return permitted.ok && permitted.value.role === 'admin'
  }

  const roomLinks = createRoomLinks({
    links,
    visits,
    isHere: async ({ instanceId, userId }) =>
      (await store.load(instanceId))?.members.some(({ id, guest }) => id === userId && !guest) ?? false,
    guestsAllowed,
    mayRevokeAll,
    channelOf: guestRooms.channelOf,
    clock,
    newId: randomUUID,
    publicUrl,
  })
  const door = createGuestDoor({
    links,
    visits,
    rooms: guestRooms,
    signIns: identity.signIns,
    featuresOf,
    async nameInServer(guildId, userId) {
      const name = await members.nameOf(guildId, userId)
      return name.ok ? name.value : null
    },
    clock,
  })
  const signIn = createBrowserSignIn({
    discord: outside.discord,
    vault: createTokenVault({ ...config.jwt, purpose: 'browser sign-in' }),
    clock,
    clientId: config.discord.clientId,
    authorizeUrl: new URL('/oauth2/authorize', config.discord.apiUrl).toString(),
    publicUrl,
  })
  const watch = new GuestWatch({
    visits,
    rooms: () => connections.all().filter(({ isGuest }) => isGuest),
    isAttended: guestRooms.isAttended,
    featuresOf,
    clock,
    logger,
  })
  return {
    operations: [
      ...createLinkOperations({ links: roomLinks, bearer }),
      ...createDoorOperations(door, signIn),
    ],
    router: createBrowserCallback(signIn),
    door,
    visits,
    watch,
    chores: [
      () => links.removeEndedBefore(clock.nowMs() - LINK_MEMORY_MS),
      () => guests.removeEndedBefore(clock.nowMs() - LINK_MEMORY_MS),
    ],
    personOf: signIn.personOf,
  }
}
