import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { LRUCache } from 'lru-cache'
import type { RoomClock } from '../../platform/roomClock.ts'
import { TokenBucket } from '../../platform/tokenBucket.ts'
import type { Choice } from './command.ts'
import { entryIdIn } from './entryIdIn.ts'
import { toVideoChoice } from './toVideoChoice.ts'
import type { VideoLibrary } from './videoLibrary.ts'

/** Discord's. */
const MAX_CHOICES = 25
/** Of a search, and as much of a name as is compared with what is typed; UTF-16 units. */
const MAX_TEXT = 200

/** A member who types waits for Kaltura no longer, ms; Discord gets its answer before it shows a spinner. */
const WAIT_MS = 200
/** Proposals for a text count as fresh, are given while they are asked for again, and stand in, up to that age. */
const CHOICES_CACHE = { freshMs: 30_000, soonMs: 300_000, staleMs: 3_600_000 } as const
/** Texts whose proposals are kept, and videos that are proposed while nothing is known for a text. */
const KEPT = { texts: 500, videos: 2_000 } as const
/** Look-ups that one member's typing may cause. */
const TYPING = { burst: 10, perS: 2 } as const
/** Members whose typing is counted. */
const TYPISTS = 5_000
/** Look-ups for proposals at the same time, by all together. */
const MAX_FLIGHTS = 20

/** Proposes videos of the library for what somebody has typed so far: the newest ones for nothing. */
export type VideoChoices = (text: string, asker: VideoChoicesAsker) => Promise<readonly Choice[]>

/** An interaction is one. */
export interface VideoChoicesAsker {
  readonly userId: string
}

interface VideoChoicesOptions {
  readonly videos: VideoLibrary
  readonly clock: RoomClock
}

interface Proposed {
  readonly choices: readonly Choice[]
  /** Room time. */
  readonly atMs: number
}
interface Seen {
  readonly choice: Choice
  /** Lower case. */
  readonly name: string
  /** Room time. */
  readonly atMs: number
}

/**
 * Answers from what is known, and waits for Kaltura only shortly: a look-up that takes longer goes on and is there
 * for the next letter. Typing causes few look-ups, since the same text is asked for once and members have only so many.
 */
export function createVideoChoices({ videos, clock }: VideoChoicesOptions): VideoChoices {
  const proposed = new LRUCache<string, Proposed>({ max: KEPT.texts })
  const seen = new LRUCache<string, Seen>({ max: KEPT.videos })
  const typing = new LRUCache<string, TokenBucket>({ max: TYPISTS })
  const flights = new Map<string, Promise<void>>()

  function mayAsk(userId: string): boolean {
    if (flights.size >= MAX_FLIGHTS) return false
    const bucket = typing.get(userId) ?? new TokenBucket(TYPING, clock)
    typing.set(userId, bucket)
    return bucket.take()
  }

  function take(text: string, found: readonly Video[]): void {
    const atMs = clock.nowMs()
    const choices = found.map(toVideoChoice)
    proposed.set(text, { choices, atMs })
    // The best ones last, since those are the first to be found again.
    for (const [index, { id, name }] of [...found.entries()].reverse()) {
      const choice = choices[index]
      if (choice) seen.set(id, { choice, name: name.slice(0, MAX_TEXT).toLowerCase(), atMs })
    }
  }

  async function lookUp(text: string, userId: string): Promise<void> {
    const found = await find(videos, text, userId)
    if (found) take(text, found)
  }

  /** One for each text, whoever types it. */
  function flightFor(text: string, userId: string): Promise<void> | null {
    const running = flights.get(text)
    if (running) return running
    if (!mayAsk(userId)) return null
    const flight = lookUp(text, userId).finally(() => flights.delete(text))
    flights.set(text, flight)
    return flight
  }

  function known(text: string): readonly Choice[] {
    const held = proposed.get(text)
    if (held && ageOf(held) <= CHOICES_CACHE.staleMs) return held.choices
    const words = text.toLowerCase().split(' ')
    const id = entryIdIn(text)
    const matches: Choice[] = []
    for (const each of seen.values()) {
      if (matches.length === MAX_CHOICES) break
      const fits = words.every(word => each.name.includes(word)) || each.choice.value === id
      if (fits && ageOf(each) <= CHOICES_CACHE.staleMs) matches.push(each.choice)
    }
    return matches
  }

  const ageOf = ({ atMs }: { readonly atMs: number }) => clock.nowMs() - atMs

  return async (typed, { userId }) => {
    const text = asAsked(typed)
    const held = proposed.get(text)
    if (held && ageOf(held) <= CHOICES_CACHE.freshMs) return held.choices
    const flight = flightFor(text, userId)
    const isGivenAtOnce = held !== undefined && ageOf(held) <= CHOICES_CACHE.soonMs
    if (flight && isGivenAtOnce) flight.catch(() => {})
    else if (flight) await atMost(flight, WAIT_MS)
    return known(text)
  }
}

const asAsked = (typed: string) =>
  typed.toWellFormed().replaceAll(/\s+/g, ' ').trim().slice(0, MAX_TEXT).toWellFormed().trim()

/** Null where Kaltura didn't say. */
async function find(videos: VideoLibrary, text: string, userId: string): Promise<readonly Video[] | null> {
  const limit = { limit: MAX_CHOICES }
  if (text === '') {
    const latest = await videos.list(limit, userId)
    return latest.ok ? latest.value.videos : null
  }
  const id = entryIdIn(text)
  const [meant, found] = await Promise.all([
    id === null ? null : videos.get(id, userId),
    videos.search(text, limit, userId),
  ])
  const first = meant?.ok ? [meant.value] : []
  if (!found.ok) return first.length > 0 ? first : null
  const others = found.value.videos.filter(({ id: other }) => other !== first[0]?.id)
  return [...first, ...others].slice(0, MAX_CHOICES)
}

async function atMost(flight: Promise<void>, ms: number): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([flight, over]).finally(() => clearTimeout(timer))
}
