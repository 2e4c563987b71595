import { MAX_MEMBERS } from '@kaltura-discord/shared/room/limits.ts'
import type { Room } from '@kaltura-discord/shared/room/roomState.ts'
import type { Host, Presence } from '../../host/host.ts'
import type { PresenceWords } from './messages/en.ts'

/** Discord takes five changes in 20 s; what comes faster is put together. */
export const PRESENCE_EVERY_MS = 5_000
/** Discord's limits for a line, characters. */
const MIN_LINE = 2
const MAX_LINE = 128
/** Estimates of the clock waver by less than this, and nobody sees it on a bar that shows minutes, ms. */
const NOTICEABLE_MS = 1_500

export interface PresenceOptions {
  readonly host: Pick<Host, 'showPresence'>
  readonly words: () => PresenceWords
  /** Epoch ms by this device's clock: Discord's client counts by the same one. */
  readonly nowMs: () => number
  /** Room time, epoch ms. */
  readonly roomNowMs: () => number
  /** Discord doesn't take it, or no longer: nothing more is sent. */
  readonly onRefused: () => void
}

export interface PresenceKeeper {
  /** The room has changed, or may have. */
  follow(room: Room | null): void
  /** Takes it away. */
  close(): void
}

/** Keeps what friends see of this person up with the room: only what differs is sent, and seldom. */
export function createPresence(options: PresenceOptions): PresenceKeeper {
  let shown: Presence | null = null
  let room: Room | null = null
  let sentMs = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  const send = async (): Promise<void> => {
    timer = undefined
    const wanted = presenceOf(room, options)
    if (closed || isSame(wanted, shown)) return
    shown = wanted
    sentMs = options.nowMs()
    const answer = await options.host.showPresence(wanted)
    if (answer.ok || closed) return
    closed = true
    options.onRefused()
  }

  return {
    follow(next) {
      room = next
      if (closed || timer !== undefined || isSame(presenceOf(room, options), shown)) return
      timer = setTimeout(() => void send(), Math.max(0, sentMs + PRESENCE_EVERY_MS - options.nowMs()))
    },
    close() {
      clearTimeout(timer)
      if (!closed && shown !== null) void options.host.showPresence(null)
      closed = true
    },
  }
}

/** What is to be shown of a room; null while there is nothing to tell. Exported for its test. */
export function presenceOf(
  room: Room | null,
  { words, nowMs, roomNowMs }: Pick<PresenceOptions, 'words' | 'nowMs' | 'roomNowMs'>,
): Presence | null {
  if (room?.video == null || room.members.length === 0) return null
  const { playback, video, members } = room
  const moves = playback.mode === 'playing' && video.durationS !== null ? playback : null
  // How far the video is, from the room's clock to that of this device.
  const beganMs =
    moves === null ? 0 : nowMs() - (roomNowMs() - moves.atMs) - (moves.positionS / moves.rate) * 1_000
  const others = members.length - 1
  const still = playback.mode === 'paused' || playback.mode === 'ended'
  return {
    details: line(video.name),
    state: line(
      still ? words().presencePaused : others === 0 ? words().presenceAlone : words().presenceInStep(others),
    ),
    runs:
      moves === null || video.durationS === null
        ? null
        : { startMs: beganMs, endMs: beganMs + (video.durationS / moves.rate) * 1_000 },
    party: { id: room.id, size: members.length, max: Math.max(MAX_MEMBERS, members.length) },
  }
}

function isSame(one: Presence | null, other: Presence | null): boolean {
  if (one === null || other === null) return one === other
  const { runs, ...rest } = one
  const { runs: otherRuns, ...otherRest } = other
  if (JSON.stringify(rest) !== JSON.stringify(otherRest)) return false
  if (runs === null || otherRuns === null) return runs === otherRuns
  return (
    Math.abs(runs.startMs - otherRuns.startMs) < NOTICEABLE_MS &&
    Math.abs(runs.endMs - otherRuns.endMs) < NOTICEABLE_MS
  )
}

function line(text: string): string {
  if (text.length > MAX_LINE) return `${text.slice(0, MAX_LINE - 1).trimEnd()}…`.toWellFormed()
  return text.length < MIN_LINE ? `“${text}”` : text
}
