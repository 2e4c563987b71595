import { randomInt } from 'node:crypto'
import { GUEST_SCOPES, MEMBER_GUEST_SCOPES } from '@kaltura-discord/shared/permissions/scopes.ts'
import type { GuestSignedIn, RoomInvite } from '@kaltura-discord/shared/protocol/http/guests.ts'
import type { Tokens } from '@kaltura-discord/shared/protocol/http.ts'
import { guestNameOf, MAX_GUEST_NAME, passesFor } from '@kaltura-discord/shared/room/guestName.ts'
import { MAX_MEMBERS } from '@kaltura-discord/shared/room/limits.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import { type Failure, fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { GUEST_SESSION_MS } from './guestLimits.ts'
import type { GuestRooms, OpenRoom } from './guestRooms.ts'
import type { RoomLinkRow, RoomLinkStore } from './roomLinkStore.ts'
import { GUESTS_OFF, hashOfToken } from './roomLinks.ts'
import type { Visits } from './visits.ts'

/** Somebody whom Discord has vouched for in this browser. */
export interface Person {
  readonly userId: string
  readonly displayName: string
  readonly avatarUrl: string | null
}

/** Who wants to go in. */
export type Caller =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'name'; readonly name: string }

export interface GuestDoor {
  /** What the link leads to; spends nothing. Null for what is no link into a room. */
  look(token: string, person: Person | null): Promise<Result<RoomInvite> | null>
  /** Whether it still lets somebody in, so that saying who one is leads anywhere; spends nothing. */
  holds(token: string): Promise<Result<void>>
  /** Spends one use of it. */
  enter(token: string, caller: Caller): Promise<Result<GuestSignedIn>>
}

/** The part of sign-ins that is needed here. */
interface OpenSignIn {
  open(
    who: {
      surface: 'guest'
      userId: string
      guildId: string | null
      instanceId: string
      serviceId: null
      scopes: ('videos:play' | 'videos:read')[]
      kalturaRole: null
      displayName: string
      avatarUrl: string | null
    },
    untilMs: number,
  ): Promise<{ signInId: string; tokens: Tokens }>
}

export interface GuestFeatures {
  readonly browserGuests: boolean
  readonly namedGuests: boolean
}

interface GuestDoorOptions {
  readonly links: RoomLinkStore
  readonly visits: Visits
  readonly rooms: GuestRooms
  readonly signIns: OpenSignIn
  readonly featuresOf: (guildId: string | null) => Promise<GuestFeatures>
  /** What somebody is called in the server; null for whoever isn't in it, and while Discord doesn't say. */
  readonly nameInServer: (guildId: string, userId: string) => Promise<string | null>
  readonly clock: RoomClock
}

/** Where people come in who hold a link. */
export function createGuestDoor(options: GuestDoorOptions): GuestDoor {
  const { links, visits, rooms, signIns, featuresOf, nameInServer, clock } = options

  async function usable(token: string): Promise<Result<{ link: RoomLinkRow; features: GuestFeatures }>> {
    const link = await links.ofToken(hashOfToken(token))
    if (!link) return SPENT
    const refused = refusalOf(link, clock.nowMs())
    if (refused) return refused
    const features = await featuresOf(link.guildId)
    return features.browserGuests ? succeed({ link, features }) : GUESTS_OFF
  }

  /** Who they are in here. What Discord calls them in the server counts there, as inside. */
  async function identify(caller: Caller, { guildId }: RoomLinkRow, room: Room): Promise<Result<Guest>> {
    if (caller.kind === 'name') {
      const displayName = guestNameOf(caller.name)
      if (displayName === null) return NO_NAME
      const present = room.members.map(member => member.displayName)
      if (passesFor(displayName, present)) return NAME_TAKEN
      const scopes = [...GUEST_SCOPES]
      return succeed({ userId: newGuestId(), displayName, avatarUrl: null, scopes })
    }
    const { person } = caller
    const nickname = guildId === null ? null : await nameInServer(guildId, person.userId)
    const scopes = nickname === null ? GUEST_SCOPES : MEMBER_GUEST_SCOPES
    return succeed({ ...person, displayName: nickname ?? person.displayName, scopes: [...scopes] })
  }

  async function open(link: RoomLinkRow, guest: Guest, { room, channelId }: OpenRoom) {
    const { instanceId } = room
    const nowMs = clock.nowMs()
    const untilMs = Math.min(link.expiresAtMs, nowMs + GUEST_SESSION_MS)
    const { scopes, ...user } = guest
    const { signInId, tokens } = await signIns.open(
      {
        ...user,
        surface: 'guest',
        guildId: link.guildId,
        instanceId,
        serviceId: null,
        scopes: scopes.filter(scope => scope === 'videos:play' || scope === 'videos:read'),
        kalturaRole: null,
      },
      untilMs,
    )
    const stay = { signInId, linkId: link.id, instanceId, guildId: link.guildId, userId: guest.userId }
    await visits.begin({ ...stay, createdAtMs: nowMs, expiresAtMs: untilMs })
    const instance = { id: instanceId, guildId: link.guildId, channelId: channelId ?? '0' }
    const { userId: id, displayName, avatarUrl } = guest
    const mayInvite = link.maxUses > 1
    const library = scopes.includes('videos:read')
    return { ...tokens, user: { id, displayName, avatarUrl }, instance, mayInvite, library }
  }

  return {
    async look(token, person) {
      const link = await links.ofToken(hashOfToken(token))
      if (!link) return null
      const found = await usable(token)
      if (!found.ok) return found
      const [room, place] = await Promise.all([rooms.roomOf(link), rooms.describe(link)])
      return succeed({
        ...place,
        inviterName: link.makerName,
        watching: room?.room.members.length ?? 0,
        byName: found.value.features.namedGuests,
        person: person && { displayName: person.displayName },
      })
    },
    async holds(token) {
      const found = await usable(token)
      return found.ok ? succeed(undefined) : found
    },
    async enter(token, caller) {
      const found = await usable(token)
      if (!found.ok) return found
      const { link, features } = found.value
      if (caller.kind === 'name' && !features.namedGuests) return NAMES_OFF
      const open_ = await rooms.roomOf(link)
      if (!open_) return EMPTY
      const { room } = open_
      const guest = await identify(caller, link, room)
      if (!guest.ok) return guest
      const isKnown = room.members.some(({ id }) => id === guest.value.userId)
      if (!isKnown && room.members.length >= MAX_MEMBERS) return FULL
      if (!(await links.spend(link.id, clock.nowMs()))) return usableAfterAll(await links.get(link.id))
      const signedIn = await open(link, guest.value, open_)
      // Taken back meanwhile: whoever did that has not seen this visit yet.
      const now = await links.get(link.id)
      if (now === null || now.revokedAtMs !== null) {
        await visits.endOfLink(link.id)
        return REVOKED
      }
      return succeed(signedIn)
    },
  }

  function usableAfterAll(link: RoomLinkRow | null): Failure {
    return (link && refusalOf(link, clock.nowMs())) ?? SPENT
  }
}

interface Guest extends Person {
  readonly scopes: readonly (typeof MEMBER_GUEST_SCOPES)[number][]
}

function refusalOf(link: RoomLinkRow, nowMs: number): Failure | null {
  if (link.revokedAtMs !== null) return REVOKED
  if (link.expiresAtMs <= nowMs) return EXPIRED
  return link.uses >= link.maxUses ? USED : null
}

/** `0` and 18 digits: no snowflake, and nobody else's. */
const newGuestId = (): string =>
  `0${Array.from({ length: 3 }, () => String(randomInt(1_000_000)).padStart(6, '0')).join('')}`

const SPENT = fail(
  'link_spent',
  'This link no longer lets anybody in. Ask who gave it to you for another one.',
)
const USED = fail('link_used', 'Everybody this link lets in has come already. Ask for another one.')
const EXPIRED = fail('link_expired', 'This link has run out. Ask who gave it to you for another one.')
const REVOKED = fail('link_revoked', 'This link was taken back. Ask who gave it to you for another one.')
const NAMES_OFF = fail(
  'guests_off',
  'This server lets guests in through Discord alone. Continue with Discord.',
)
const EMPTY = fail('room_empty', 'Nobody from Discord is watching there now. Come back when they are.', {
  retryAfterS: 15,
})
const FULL = fail(
  'room_full',
  `This room has its ${MAX_MEMBERS} members. Try again when somebody has left.`,
  {
    retryAfterS: 15,
  },
)
const NO_NAME = fail('invalid_request', `Give a name of 1 to ${MAX_GUEST_NAME} characters.`, {
  field: 'name',
})
const NAME_TAKEN = fail(
  'name_taken',
  'Somebody here has that name, or one that looks like it. Take another.',
  {
    field: 'name',
  },
)
