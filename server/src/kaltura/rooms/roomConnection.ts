import type { Logger } from '../../platform/logger.ts'
import { type Result, succeed } from '../../platform/result.ts'
import { endSession } from '../api/session.ts'
import type { KalturaAnswer, KalturaClient } from '../client.ts'
import { kalturaRefused } from '../kalturaFailure.ts'
import type { KalturaSessions } from '../kalturaSessions.ts'
import { withAdminSession } from '../withAdminSession.ts'

/** What both kinds of rooms are made with. */
export interface RoomConnection {
  readonly client: KalturaClient
  readonly sessions: KalturaSessions
  /** Where rooms are entered, without a slash at its end. */
  readonly kafUrl: string
  readonly logger: Logger
}

/** Sessions of guests are of use for so long, s: enough for a page to load. */
export const LAUNCH_S = 60

/** Lists are read in pages of this many, which is Kaltura's most. */
export const PAGE_SIZE = 500

/** Marks what is ours at Kaltura for whoever looks after the account. */
export const OURS = 'kaltura-discord'

export const toSeconds = (epochMs: number): number => Math.floor(epochMs / 1000)

type Unanswered = Exclude<KalturaAnswer<unknown>, { kind: 'answer' }>

export const failureOf = (answer: Unanswered) =>
  answer.kind === 'silence' ? answer.failure : kalturaRefused()

export const askerOf =
  ({ client, sessions }: RoomConnection) =>
  <T>(call: (client: KalturaClient, ks: string) => Promise<KalturaAnswer<T>>): Promise<KalturaAnswer<T>> =>
    withAdminSession(sessions, 'meetings', ks => call(client, ks))

/** Refusals by one of these codes are as good as an answer. */
export function settled(answer: KalturaAnswer<unknown>, fine: readonly string[]): Result<void> {
  if (answer.kind === 'answer') return succeed(undefined)
  return answer.kind === 'refusal' && fine.includes(answer.code) ? succeed(undefined) : failureOf(answer)
}

/**
 * What people have entered the room with is worth nothing from now on. Without groups of sessions those end by
 * themselves within a minute.
 */
export async function endGuestSessions(
  { client, sessions }: RoomConnection,
  group: string,
): Promise<Result<void>> {
  const session = await sessions.ofGroup(group)
  if (!session.ok) return session
  if (session.value === null) return succeed(undefined)
  // Ended by an earlier try, of the same group.
  return settled(await endSession(client, session.value.ks), ['INVALID_KS'])
}

/** Each in turn, up to the first that fails. */
export async function forEach<T>(
  values: Iterable<T>,
  act: (value: T) => Promise<Result<void>>,
): Promise<Result<void>> {
  for (const value of values) {
    const done = await act(value)
    if (!done.ok) return done
  }
  return succeed(undefined)
}
