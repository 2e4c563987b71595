import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommandAck, MemberState } from '@kaltura-discord/shared/protocol/frames.ts'
import type { Member, Playback } from '@kaltura-discord/shared/room/roomState.ts'

/** What reporting needs to know, once a tick. */
export interface ReportInput {
  readonly nowMs: number
  readonly memberId: string
  readonly member: Member | undefined
  readonly playback: Playback
  /** Where the player stands, ready to go on; null when it isn't. */
  readonly standingS: number | null
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
  let readyFor: string | null = null
  let stallTold = false
  let recoveryToldMs = Number.NEGATIVE_INFINITY
  let inStepSinceMs: number | null = null

  const tellReady = ({ playback, memberId, standingS }: ReportInput): void => {
    if (playback.mode !== 'waiting' || standingS === null || readyFor === playback.waitId) return
    if (!playback.waitingFor.includes(memberId)) return
    const { waitId } = playback
    readyFor = waitId
    void send({ type: 'playback.ready', waitId, positionS: standingS }).then(ack => {
      // Said in vain: it has to be said again, or the room waits for nothing.
      if (!ack.ok && readyFor === waitId) readyFor = null
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
