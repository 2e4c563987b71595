import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { WritableStore } from '../../sync/store.ts'
import { type ActContext, actOf, type ToldAct } from './actOf.ts'
import type { Undoable } from './createControl.ts'

/** What can't be taken back is told for this long, ms. */
const TOLD_FOR_MS = 4_000

export interface Acts {
  onEvent(committed: CommittedEvent, context: Omit<ActContext, 'ballot'>): void
  /** What this viewer may take back now: it is told for as long as they may. */
  settle(undoable: Undoable | null): void
  close(): void
}

export interface ActsOptions {
  readonly nowMs: () => number
  /** The newest one, while it is told. */
  readonly current: WritableStore<ToldAct | null>
}

/** Who did what, one at a time, the newest. */
export function createActs({ nowMs, current }: ActsOptions): Acts {
  let undoable: Undoable | null = null
  let shownAtMs = 0
  let lastCommandId = ''
  let ballot: ActContext['ballot'] = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const waitToForget = (): void => {
    clearTimeout(timer)
    const act = current.get()
    if (act === null) return
    const toldUntilMs = shownAtMs + TOLD_FOR_MS
    const untilMs = undoable?.id === act.id ? Math.max(toldUntilMs, undoable.untilMs) : toldUntilMs
    timer = setTimeout(() => current.set(null), Math.max(0, untilMs - nowMs()))
  }

  return {
    onEvent(committed, { room, selfId }) {
      const { commandId, event } = committed
      if (event.type === 'vote.started') ballot = event.ballot
      // The first thing a command leads to is what was meant by it.
      if (commandId === lastCommandId) return
      const act = actOf(committed, { room, selfId, ballot: ballot ?? room.control.ballot })
      if (act === null) return
      lastCommandId = commandId
      shownAtMs = nowMs()
      current.set({ ...act, couldUndo: undoable?.id === act.id })
      waitToForget()
    },
    settle(next) {
      const same = next?.id === undoable?.id && next?.untilMs === undoable?.untilMs
      undoable = next
      if (!same) waitToForget()
    },
    close: () => clearTimeout(timer),
  }
}
