import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommandAck, MemberState } from '@kaltura-discord/shared/protocol/frames.ts'
import { PROMISE_MAX_MS } from '@kaltura-discord/shared/room/limits.ts'
import type { Member, Playback, PlaybackOf } from '@kaltura-discord/shared/room/roomState.ts'

/** What reporting needs to know, once a tick. */
export interface ReportInput {
  readonly nowMs: number
  readonly memberId: string
  readonly member: Member | undefined
  readonly playback: Playback
  /** Where the player stands, ready to go on; null when it isn't. */
  readonly standingS: () => number | null
  /** By when it will be, as far as can be told: room time, epoch ms. */
  readonly canMoveByMs: () => number | null
  /** Room time, epoch ms. */
  readonly roomNowMs: number
  readonly positionS: number | null
  readonly stalledMs: number
  readonly state: MemberState
  readonly hidden: boolean
}

/** Tells the room what it has to know of this player: ready, stalled, recovered. */
export interface Reports {
  look(input: ReportInput): void
}

/** Shorter stalls are made up for by speed, ms. */
const STALL_MS = 1500
/** So long in step and the room may wait for this member again, ms. */
const TRUSTED_AGAIN_MS = 10_000
const AGAIN_MS = 3000

export function createReports(send: (command: MemberCommand) => Promise<CommandAck>): Reports {
  let answered: string | null = null
  let refused: string | null = null
  let stallTold = false
  let recoveryToldMs = Number.NEGATIVE_INFINITY
  let inStepSinceMs: number | null = null

  const tellReady = (input: ReportInput): void => {
    const { playback, memberId } = input
    if (playback.mode !== 'waiting' || answered === playback.waitId) return
    if (!playback.waitingFor.includes(memberId)) return
    const { waitId } = playback
    const answer = readiness(playback, input) ?? (refused === waitId ? null : promise(playback, input))
    if (!answer) return
    answered = waitId
    void send(answer).then(ack => {
      if (ack.ok || answered !== waitId) return
      // Said in vain: it has to be said again, or the room waits for nothing. What was refused is no use twice.
      answered = null
      if (answer.byMs !== undefined) refused = waitId
    })
  }
  const tellStalled = ({ playback, stalledMs, positionS, hidden }: ReportInput): void => {
    if (stalledMs < STALL_MS) stallTold = false
    else if (!stallTold && !hidden && playback.mode === 'playing' && positionS !== null) {
      stallTold = true
      void send({ type: 'playback.stalled', positionS: Math.max(0, positionS) })
    }
  }
  const tellRecovered = ({ nowMs, member, state, playback }: ReportInput): void => {
    inStepSinceMs = state === 'inStep' && playback.mode === 'playing' ? (inStepSinceMs ?? nowMs) : null
    if (!member || inStepSinceMs === null || nowMs - recoveryToldMs < AGAIN_MS) return
    const trusted = member.ignoreWait && nowMs - inStepSinceMs >= TRUSTED_AGAIN_MS
    if (!trusted && !(member.stalled && !member.ignoreWait)) return
    recoveryToldMs = nowMs
    void send({ type: 'playback.recovered' })
  }

  return {
    look: input => {
      tellReady(input)
      tellStalled(input)
      tellRecovered(input)
    },
  }
}

type Ready = Extract<MemberCommand, { type: 'playback.ready' }>

function readiness({ waitId }: PlaybackOf<'waiting'>, { standingS: standing }: ReportInput): Ready | null {
  const standingS = standing()
  return standingS === null ? null : { type: 'playback.ready', waitId, positionS: standingS }
}

/** Who has to fetch the place says ahead of time by when it will have it, where it can tell. */
function promise({ waitId, positionS, reason }: PlaybackOf<'waiting'>, input: ReportInput): Ready | null {
  const { roomNowMs, hidden } = input
  const byMs = input.canMoveByMs()
  // Where somebody has run dry, the line isn't what it was when it was measured.
  if (reason !== 'seek') return null
  // Timers of a page that nobody sees keep no promise.
  if (hidden || positionS === null || byMs === null || byMs - roomNowMs > PROMISE_MAX_MS) return null
  return { type: 'playback.ready', waitId, positionS, byMs }
}
