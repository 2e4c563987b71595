import type { WireError } from '@kaltura-discord/shared/protocol/errors.ts'
import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import { BackgroundWork } from '../../../platform/backgroundWork.ts'
import { failureOf } from '../../../platform/failure.ts'
import type { Logger } from '../../../platform/logger.ts'
import type { RoomClock } from '../../../platform/roomClock.ts'
import { type InTime, withinTime } from '../../../platform/withinTime.ts'
import type { Arrival, LaunchStore, Place, Wish } from './store.ts'

/** A wish waits for its member that long, ms. */
export const WISH_MS = 3 * 60_000
/** A member's welcome waits for the video they have wished no longer than this, ms; */
const ARRIVAL_MS = 1_000
/** and this long waits a member who is in the room already, who sees it there anyhow, ms. */
const PUT_ON_MS = 250

/** What has come of a member's wish in a room. */
export type Outcome =
  /** There was none, or it is one for another Activity. */
  | { readonly kind: 'none' }
  | { readonly kind: 'on' }
  /** Its member isn't in the room: it goes on waiting for them. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly wish: Wish; readonly error: WireError }

/** One video, put on or into the queue as a member under an id of the command: what comes twice is done once. */
export interface WatchRequest {
  readonly instanceId: string
  readonly actorId: string
  readonly commandId: string
  readonly entryId: string
  readonly place: Place
}

export interface Launches {
  wish(wish: Wish): Promise<void>
  /** The Activity that the member has been sent into. */
  pin(interactionId: string, instanceId: string): Promise<void>
  /**
   * Puts on what a member wishes to see in the room that they are in. What takes too long for whoever waits goes on,
   * and the member is told if it comes to nothing.
   */
  putOn(wish: Wish, instanceId: string): Promise<InTime<Outcome>>
  /** Puts on what somebody has wished for who comes in, and isn't kept waiting for long. Never fails. */
  onArrived(arrival: Arrival): Promise<void>
  removeExpired(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

interface LaunchesOptions {
  readonly store: LaunchStore
  readonly clock: RoomClock
  readonly logger: Logger
  /** The room's own rules decide. */
  readonly watch: (request: WatchRequest) => Promise<CommandAck>
  /** Tells the member what nobody waits for any more. */
  readonly tellRefused: (interactionId: string, error: WireError) => Promise<void>
}

export function createLaunches({ store, clock, logger, watch, tellRefused }: LaunchesOptions): Launches {
  const background = new BackgroundWork(logger)

  async function comeTrue(wish: Wish, instanceId: string): Promise<Outcome> {
    const { interactionId, userId: actorId, entryId, place } = wish
    const commandId = `interaction-${interactionId}`
    const ack = await watch({ instanceId, actorId, commandId, entryId, place })
    if (!ack.ok && ack.error.code === 'not_a_member') return { kind: 'waiting' }
    await store.remove(interactionId)
    logger.info('launch.video', { interactionId, outcome: ack.ok ? 'on' : ack.error.code })
    return ack.ok ? { kind: 'on' } : { kind: 'refused', wish, error: ack.error }
  }

  async function lookAndPutOn(arrival: Arrival): Promise<Outcome> {
    const wish = await store.take(arrival, clock.nowMs() - WISH_MS)
    return wish ? comeTrue(wish, arrival.instanceId) : { kind: 'none' }
  }

  async function keepAndPutOn(wish: Wish, instanceId: string): Promise<Outcome> {
    await store.add(wish, clock.nowMs())
    const { userId, guildId } = wish
    return lookAndPutOn({ userId, guildId, instanceId })
  }

  /** The member has been promised to hear of it. */
  async function toldIfItFails(work: Promise<Outcome>, { interactionId }: Wish): Promise<Outcome> {
    try {
      return await work
    } catch (error) {
      await tellRefused(interactionId, failureOf(error))
      throw error
    }
  }

  /** Resolves in any case: what fails has been logged. */
  function finish(work: Promise<Outcome>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    background.start('launch.video.failed', async () => {
      try {
        const outcome = await work
        if (outcome.kind === 'refused') await tellRefused(outcome.wish.interactionId, outcome.error)
      } finally {
        resolve()
      }
    })
    return promise
  }

  return {
    wish: wish => store.add(wish, clock.nowMs()),
    pin: store.pin,
    async putOn(wish, instanceId) {
      const work = keepAndPutOn(wish, instanceId)
      const done = await withinTime(work, PUT_ON_MS)
      if (!done.inTime) void finish(toldIfItFails(work, wish))
      return done
    },
    async onArrived(arrival) {
      await withinTime(finish(lookAndPutOn(arrival)), ARRIVAL_MS)
    },
    removeExpired: () => store.removeBefore(clock.nowMs() - WISH_MS),
    close: () => background.close(),
  }
}
