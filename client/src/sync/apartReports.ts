import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'

export interface ApartInput {
  /** Monotonic, ms. */
  readonly nowMs: number
  /** Number of the room's last event. */
  readonly seq: number
  /** As the room has it. */
  readonly known: boolean
  /** As this viewer wants it. */
  readonly wanted: boolean
}

/** Sees to it that the room knows whether this viewer watches apart, also after it has forgotten. */
export interface ApartReports {
  look(input: ApartInput): void
}

const AGAIN_MS = 3000

export function createApartReports(
  send: (command: MemberCommand) => Promise<CommandAck>,
  onRefused: () => void,
): ApartReports {
  let pending = false
  let notBeforeMs = Number.NEGATIVE_INFINITY
  let answeredBySeq = 0
  return {
    look: ({ nowMs, seq, known, wanted }) => {
      if (pending || known === wanted || seq < answeredBySeq || nowMs < notBeforeMs) return
      pending = true
      notBeforeMs = nowMs + AGAIN_MS
      void send({ type: 'member.setApart', apart: wanted }).then(ack => {
        pending = false
        if (ack.ok) {
          answeredBySeq = ack.seq
          notBeforeMs = Number.NEGATIVE_INFINITY
        } else if (ack.error.code !== 'unavailable') onRefused()
      })
    },
  }
}
