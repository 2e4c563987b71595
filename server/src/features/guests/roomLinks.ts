import { hash, randomBytes } from 'node:crypto'
import type { RoomLink } from '@kaltura-discord/shared/protocol/http/guests.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { MAX_OPEN_LINKS } from './guestLimits.ts'
import type { LinkPlace, RoomLinkRow, RoomLinkStore } from './roomLinkStore.ts'
import type { Visits } from './visits.ts'

/** Of chance in a link, bytes. */
const SECRET_BYTES = 32

/** A member of the room who is in it inside Discord. */
export interface LinkMaker {
  readonly userId: string
  readonly displayName: string
  readonly instanceId: string
  readonly guildId: string | null
}

export interface RoomLinks {
  make(
    maker: LinkMaker,
    wish: { readonly maxUses: number; readonly lifetimeS: number },
  ): Promise<Result<{ link: RoomLink; url: string }>>
  list(asker: LinkMaker): Promise<Result<RoomLink[]>>
  /** `not_found` for one of another room. */
  revoke(asker: LinkMaker, id: string): Promise<Result<number>>
  /** All of the room for who may do that, and their own for everybody else. */
  revokeAll(asker: LinkMaker): Promise<Result<number>>
}

interface RoomLinksOptions {
  readonly links: RoomLinkStore
  readonly visits: Pick<Visits, 'endOfLink'>
  /** Whether they are in the room now, inside Discord. */
  readonly isHere: (maker: LinkMaker) => Promise<boolean>
  readonly guestsAllowed: (guildId: string | null) => Promise<boolean>
  /** Whether they may take back links of others. */
  readonly mayRevokeAll: (asker: LinkMaker) => Promise<boolean>
  readonly channelOf: (instanceId: string) => Promise<string | null>
  readonly clock: RoomClock
  readonly newId: () => string
  readonly publicUrl: string
}

/** Links that members make for people without Discord. */
export function createRoomLinks(options: RoomLinksOptions): RoomLinks {
  const { links, visits, isHere, mayRevokeAll, channelOf, clock, newId, publicUrl } = options

  const placeOf = async ({ instanceId, guildId }: LinkMaker): Promise<LinkPlace> => ({
    instanceId,
    guildId,
    channelId: await channelOf(instanceId),
  })

  async function here(asker: LinkMaker): Promise<Result<{ open: RoomLinkRow[]; place: LinkPlace }>> {
    if (!(await isHere(asker))) return NOT_HERE
    const place = await placeOf(asker)
    return succeed({ place, open: await links.openOf(place, clock.nowMs()) })
  }

  async function take(rows: readonly RoomLinkRow[]): Promise<number> {
    let revoked = 0
    for (const { id } of rows) {
      if (await links.revoke(id, clock.nowMs())) revoked += 1
      // Again, too: whoever was let in at that very moment goes as well.
      await visits.endOfLink(id)
    }
    return revoked
  }

  return {
    async make(maker, { maxUses, lifetimeS }) {
      if (!(await options.guestsAllowed(maker.guildId))) return GUESTS_OFF
      const found = await here(maker)
      if (!found.ok) return found
      const { open, place } = found.value
      if (open.length >= MAX_OPEN_LINKS) return TOO_MANY
      const token = randomBytes(SECRET_BYTES).toString('base64url')
      const createdAtMs = Math.round(clock.nowMs())
      const row = {
        ...place,
        id: newId(),
        makerId: maker.userId,
        makerName: maker.displayName,
        maxUses,
        createdAtMs,
        expiresAtMs: createdAtMs + lifetimeS * 1000,
      }
      await links.add(row, hashOfToken(token))
      const link = toRoomLink({ ...row, uses: 0, revokedAtMs: null }, maker, false)
      return succeed({ link, url: `${publicUrl}/join/${token}` })
    },
    async list(asker) {
      const found = await here(asker)
      if (!found.ok) return found
      const all = await mayRevokeAll(asker)
      return succeed(found.value.open.map(row => toRoomLink(row, asker, all)))
    },
    async revoke(asker, id) {
      const found = await here(asker)
      if (!found.ok) return found
      const row = found.value.open.find(each => each.id === id)
      if (!row) return NO_SUCH_LINK
      if (row.makerId !== asker.userId && !(await mayRevokeAll(asker))) return NOT_YOURS
      return succeed(await take([row]))
    },
    async revokeAll(asker) {
      const found = await here(asker)
      if (!found.ok) return found
      const all = await mayRevokeAll(asker)
      return succeed(await take(found.value.open.filter(row => all || row.makerId === asker.userId)))
    },
  }
}

/** They are random, so a plain hash is enough to make a copy of the database worthless. */
export const hashOfToken = (token: string): string => hash('sha256', token)

function toRoomLink(row: RoomLinkRow, asker: LinkMaker, mayRevokeAny: boolean): RoomLink {
  const isOwn = row.makerId === asker.userId
  return {
    id: row.id,
    makerName: row.makerName,
    isOwn,
    uses: row.uses,
    maxUses: row.maxUses,
    createdAt: new Date(row.createdAtMs).toISOString(),
    expiresAt: new Date(row.expiresAtMs).toISOString(),
    mayRevoke: isOwn || mayRevokeAny,
  }
}

export const GUESTS_OFF = fail('guests_off', 'This server lets in no guests in a browser.')
const NOT_HERE = fail('not_in_activity', 'You are not in this room any more. Come back to it first.')
const TOO_MANY = fail(
  'too_many_links',
  `This room has ${MAX_OPEN_LINKS} links that hold. Take one back before you make another one.`,
)
const NO_SUCH_LINK = fail('not_found', 'There is no such link here, or it holds no longer.')
const NOT_YOURS = fail(
  'forbidden',
  'This link is somebody else’s: they take it back, or a host or admin does.',
)
