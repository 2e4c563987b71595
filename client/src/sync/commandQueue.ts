import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommandAck, CommandFrame } from '@kaltura-discord/shared/protocol/frames.ts'

interface Pending {
  readonly id: string
  readonly command: MemberCommand
  readonly createdMs: number
  /** When it went out on this connection; null while it hasn't. */
  sentMs: number | null
  /** A newer one took its place and brings it its answer. */
  readonly answers: ((ack: CommandAck) => void)[]
}

export interface CommandQueueOptions {
  /** Monotonic, ms. */
  readonly nowMs: () => number
  readonly newId: () => string
}

/** A press on play means now: later than this it would only surprise, ms. */
const PLAYBACK_LIFE_MS = 10_000
const OTHER_LIFE_MS = 30_000
/** An acknowledgement that takes longer was lost; sending the same id again is harmless, ms. */
const ACK_TIMEOUT_MS = 5000

const TOO_LATE: CommandAck = {
  ok: false,
  error: { code: 'unavailable', message: 'The room could not be reached in time. Try again.' },
}

/** Own commands until they are answered. One id for all its sendings, so that it counts once. */
export interface CommandQueue {
  add(command: MemberCommand): Promise<CommandAck>
  /** What is to go out now; counts as sent. */
  takeUnsent(): readonly CommandFrame[]
  resolve(id: string, ack: CommandAck): void
  /** What was sent may not have arrived. */
  connectionLost(): void
  /** Answers what has become too old. Call it now and then. */
  expire(): void
  size(): number
  /** How many have been on their way for longer than this, ms. */
  olderThan(ageMs: number): number
  /** Answers all that is left. */
  close(ack?: CommandAck): void
}

export function createCommandQueue({ nowMs, newId }: CommandQueueOptions): CommandQueue {
  let pending: readonly Pending[] = []

  const settle = (gone: readonly Pending[], ack: CommandAck): void => {
    pending = pending.filter(each => !gone.includes(each))
    for (const each of gone) for (const answer of each.answers) answer(ack)
  }
  const add = (command: MemberCommand): Promise<CommandAck> =>
    new Promise(resolve => {
      const replaced = pending.filter(each => isReplacedBy(each, command))
      pending = pending.filter(each => !replaced.includes(each))
      const answers = [...replaced.flatMap(each => each.answers), resolve]
      pending = [...pending, { id: newId(), command, createdMs: nowMs(), sentMs: null, answers }]
    })
  const takeUnsent = (): readonly CommandFrame[] => {
    expire()
    const due = pending.filter(each => each.sentMs === null || nowMs() - each.sentMs > ACK_TIMEOUT_MS)
    for (const each of due) each.sentMs = nowMs()
    return due.map(({ id, command }) => ({ id, command }))
  }
  const expire = (): void => settle(pending.filter(isTooOld), TOO_LATE)
  const isTooOld = ({ command, createdMs }: Pending): boolean =>
    nowMs() - createdMs > (command.type.startsWith('playback.') ? PLAYBACK_LIFE_MS : OTHER_LIFE_MS)

  return {
    add,
    takeUnsent,
    expire,
    resolve: (id, ack) =>
      settle(
        pending.filter(each => each.id === id),
        ack,
      ),
    connectionLost: () => {
      for (const each of pending) each.sentMs = null
    },
    size: () => pending.length,
    olderThan: ageMs => pending.filter(each => nowMs() - each.createdMs > ageMs).length,
    close: (ack = TOO_LATE) => settle(pending, ack),
  }
}

/** Of several seeks that haven't gone out, only the last is meant. */
function isReplacedBy(each: Pending, command: MemberCommand): boolean {
  return each.sentMs === null && each.command.type === 'playback.seek' && command.type === 'playback.seek'
}
