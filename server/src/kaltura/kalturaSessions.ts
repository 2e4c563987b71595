import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { FreshCache, type Lifetime } from '../platform/freshCache.ts'
import type { Result } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { videoNotFound } from './kalturaFailure.ts'
import type { Privileges } from './session.ts'
import { withinDeadline } from './withinDeadline.ts'

/** A Kaltura session (KS) and what is in it. */
export interface KalturaSession {
  readonly ks: string
  readonly partnerId: number
  /** Kaltura's id of the user: `discord_<snowflake>`. */
  readonly userId: string
  /** Epoch seconds. */
  readonly expiry: number
  /** As Kaltura shows them: `sview:0_abc`. */
  readonly privileges: string
}

export interface PlaybackRequest {
  readonly entryId: string
  /** Discord's. */
  readonly userId: string
  /** For how long the session is needed, s. */
  readonly lastsS: number
}

export interface RoomRequest {
  /** Discord's. */
  readonly userId: string
  /** Sessions of one group are ended together, where the source of sessions can do that. */
  readonly group: string
  /** Where it leads and as what, for the pages that rooms are entered by; nothing that Kaltura's API gives rights for. */
  readonly privileges: Privileges
  /** s. */
  readonly lastsS: number
}

/** What a session of the server itself is for. */
export type AdminPurpose = 'catalogue' | 'users' | 'meetings'

/** Where sessions come from: app tokens, or the account's secret. Each call makes a new one. */
export interface SessionSource {
  playback(request: PlaybackRequest): Promise<Result<KalturaSession>>
  user(userId: string, lastsS: number): Promise<Result<KalturaSession>>
  admin(purpose: AdminPurpose, lastsS: number): Promise<Result<KalturaSession>>
  /** To enter a room with, and for nothing else where the source can say so. */
  room(request: RoomRequest): Promise<Result<KalturaSession>>
  /** One whose end is the end of the whole group; null where sessions have no groups. */
  ofGroup(group: string, lastsS: number): Promise<Result<KalturaSession | null>>
}

/** Sessions as they are needed: made once, used until shortly before they end. */
export interface KalturaSessions {
  /** To play one video. It may be a few minutes old, which `lastsS` has to allow for. */
  playback(request: PlaybackRequest): Promise<Result<KalturaSession>>
  /** Of a viewer who may do nothing but play what is for everybody. */
  user(userId: string): Promise<Result<KalturaSession>>
  /** Of the server itself; never to be handed out. */
  admin(purpose: AdminPurpose): Promise<Result<KalturaSession>>
  /** Kaltura refuses this one: whoever asks next gets another. */
  discardAdmin(purpose: AdminPurpose, session: KalturaSession): void
  /** To enter a room with. A new one each time: it is handed out once, and lasts for moments. */
  room(request: RoomRequest): Promise<Result<KalturaSession>>
  /** One whose end is the end of the whole group; null where sessions have no groups. */
  ofGroup(group: string): Promise<Result<KalturaSession | null>>
}

/** A viewer's session is handed out again for that long, s. */
export const SESSION_REUSE_S = 600
const USER_SESSION_S = 1_800
const ADMIN_SESSION_S = 3_600
const GROUP_SESSION_S = 60
/** A session of the server's own is replaced this long before it ends, s. */
const RENEW_BEFORE_S = 300
/** No session is handed out that ends sooner than that, s. */
const TOO_LATE_S = 30
/** Sessions that are kept, of all viewers. */
const KEPT_SESSIONS = 20_000

export function createKalturaSessions(source: SessionSource, clock: RoomClock): KalturaSessions {
  const cache = (lifetimeOf: (session: KalturaSession) => Lifetime) =>
    new FreshCache<KalturaSession>({ clock, freshMs: 0, staleMs: 0, lifetimeOf, capacity: KEPT_SESSIONS })
  const viewers = cache(({ expiry }) => {
    const untilMs = Math.min(clock.nowMs() + SESSION_REUSE_S * 1000, (expiry - TOO_LATE_S) * 1000)
    return { freshUntilMs: untilMs, staleUntilMs: untilMs }
  })
  const admins = cache(({ expiry }) => ({
    freshUntilMs: (expiry - RENEW_BEFORE_S) * 1000,
    staleUntilMs: (expiry - TOO_LATE_S) * 1000,
  }))
  return {
    async playback(request) {
      // More than an id could name more than one entry.
      if (!EntryIdSchema.safeParse(request.entryId).success) return videoNotFound()
      const key = `${request.entryId} ${request.userId}`
      return withinDeadline(() => viewers.get(key, () => source.playback(request)))
    },
    user: userId =>
      withinDeadline(() => viewers.get(`user ${userId}`, () => source.user(userId, USER_SESSION_S))),
    admin: purpose => withinDeadline(() => admins.get(purpose, () => source.admin(purpose, ADMIN_SESSION_S))),
    discardAdmin: (purpose, session) => admins.forget(purpose, session),
    room: request => withinDeadline(() => source.room(request)),
    ofGroup: group => withinDeadline(() => source.ofGroup(group, GROUP_SESSION_S)),
  }
}
