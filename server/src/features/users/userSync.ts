import { hash } from 'node:crypto'
import {
  bulkhead,
  ExponentialBackoff,
  fullJitterGenerator,
  handleAll,
  isTaskCancelledError,
  retry,
  wrap,
} from 'cockatiel'
import type { DiscordUser } from '../../discord/schemas.ts'
import { addUser, type UserProfile, updateUser } from '../../kaltura/api/user.ts'
import type { KalturaAnswer, KalturaClient } from '../../kaltura/client.ts'
import type { KalturaSessions } from '../../kaltura/kalturaSessions.ts'
import { kalturaUserId } from '../../kaltura/kalturaUserId.ts'
import { withAdminSession } from '../../kaltura/withAdminSession.ts'
import type { Logger } from '../../platform/logger.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { SentProfiles } from './store.ts'
import { toProfile } from './toProfile.ts'

export interface UserSync {
  /** Notes who has signed in, and returns at once: what comes of it is nobody's wait and nobody's error. */
  signedIn(user: DiscordUser, guildId: string | null): void
  /** Gives up what is put off, and waits for what is under way. */
  close(): Promise<void>
}

/** Users that are being brought into step or wait for it; more are left for their next sign-in. */
const MAX_PENDING = 1_000
/** Of them at the same time. */
const AT_ONCE = 2
/** After a failure it is tried again, later each time. */
const RETRIES = 8
const RETRY_MS = { initialDelay: 5_000, maxDelay: 1_800_000 } as const

interface UserSyncOptions {
  readonly client: KalturaClient
  readonly sessions: KalturaSessions
  readonly sent: SentProfiles
  /** Where Discord's pictures are. */
  readonly cdnUrl: string
  /** Whether the server somebody signs in from keeps Kaltura's users in step. */
  readonly wantsSync: (guildId: string | null) => Promise<boolean>
  readonly clock: RoomClock
  readonly logger: Logger
  readonly retryMs?: { readonly initialDelay: number; readonly maxDelay: number }
}

/** Keeps Kaltura's users in step with Discord's: only when a name or a picture has changed, and behind the scenes. */
export function createUserSync(options: UserSyncOptions): UserSync {
  const { client, sessions, sent, cdnUrl, wantsSync, clock, logger, retryMs = RETRY_MS } = options
  const closing = new AbortController()
  const pending = new Map<string, DiscordUser>()
  const running = new Set<Promise<boolean>>()
  const backoff = new ExponentialBackoff({ ...retryMs, generator: fullJitterGenerator })
  const untilDone = handleAll.orWhenResult(done => done === false)
  // What is put off must not keep the process alive.
  const retrying = retry(untilDone, { maxAttempts: RETRIES, backoff }).dangerouslyUnref()
  const policy = wrap(retrying, bulkhead(AT_ONCE, MAX_PENDING))

  /** Whoever has no user yet gets one, and whoever was deleted at Kaltura gets one again. */
  async function tell(id: string, profile: UserProfile, isKnown: boolean): Promise<KalturaAnswer<unknown>> {
    const kalturaId = kalturaUserId(id)
    const add = () =>
      withAdminSession(sessions, 'users', ks =>
        addUser(client, ks, { ...profile, id: kalturaId, externalId: id }),
      )
    const update = () =>
      withAdminSession(sessions, 'users', ks => updateUser(client, ks, { ...profile, id: kalturaId }))
    const answer = await (isKnown ? update() : add())
    if (answer.kind !== 'refusal') return answer
    if (answer.code === 'INVALID_USER_ID') return add()
    return answer.code === 'DUPLICATE_USER_BY_ID' ? update() : answer
  }

  /** False when it is to be tried again. */
  async function sync(user: DiscordUser): Promise<boolean> {
    const profile = toProfile(user, cdnUrl)
    const profileHash = hash('sha256', JSON.stringify(profile))
    const before = await sent.hashOf(user.id)
    if (before === profileHash) return true
    const answer = await tell(user.id, profile, before !== null)
    if (answer.kind === 'silence') return false
    if (answer.kind === 'refusal') {
      logger.warn('user.sync.refused', { userId: user.id, code: answer.code })
      return true
    }
    await sent.remember(user.id, profileHash, clock.nowMs())
    logger.info('user.synced', { userId: user.id })
    return true
  }

  /** Somebody who signs in again meanwhile is looked at again. */
  async function syncLatest(id: string): Promise<boolean> {
    for (;;) {
      const user = pending.get(id)
      if (!user || closing.signal.aborted) return true
      if (!(await sync(user))) return false
      if (pending.get(id) === user) pending.delete(id)
    }
  }

  function tracked(work: Promise<boolean>): Promise<boolean> {
    running.add(work)
    return work.finally(() => running.delete(work))
  }

  async function bring(id: string): Promise<void> {
    try {
      if (await policy.execute(() => tracked(syncLatest(id)), closing.signal)) return
      logger.warn('user.sync.givenUp', { userId: id })
    } catch (error) {
      if (!isTaskCancelledError(error)) logger.error('user.sync.failed', error, { userId: id })
    }
    pending.delete(id)
  }

  async function note(user: DiscordUser, guildId: string | null): Promise<void> {
    try {
      if (!(await wantsSync(guildId)) || closing.signal.aborted) return
    } catch (error) {
      logger.error('user.sync.failed', error, { userId: user.id })
      return
    }
    const isUnderWay = pending.has(user.id)
    if (!isUnderWay && pending.size >= MAX_PENDING) return logger.warn('user.sync.full', { userId: user.id })
    pending.set(user.id, user)
    if (!isUnderWay) await bring(user.id)
  }

  return {
    signedIn(user, guildId) {
      void note(user, guildId)
    },
    async close() {
      closing.abort()
      await Promise.allSettled(running)
    },
  }
}
