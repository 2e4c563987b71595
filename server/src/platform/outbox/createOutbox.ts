import type { RoomClock } from '../roomClock.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxStore } from './outboxStore.ts'

interface OutboxOptions {
  readonly store: Pick<OutboxStore, 'add'>
  readonly clock: RoomClock
  /** Something may be due. */
  readonly onWake: () => void
}

export const createOutbox = ({ store, clock, onWake }: OutboxOptions): Outbox => ({
  add: (query, effects) => store.add(query, effects, clock.nowMs()),
  wake: onWake,
})
