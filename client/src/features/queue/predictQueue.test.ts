import { ANA, BEN, everybodyReady, filmCalled, watching } from '@kaltura-discord/shared/room/testing/stage.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { predictQueue, type QueueCommand } from './predictQueue.ts'

const ENTRIES = ['0_a', '0_b', '0_c', '0_d']
const SUGGESTED = ['0_e', '0_f']
const LIBRARY = new Map(SUGGESTED.map(id => [id, filmCalled(id)]))

/** What people can ask for, by the place of what they ask it of. */
type Ask = (ids: readonly string[], suggested: readonly string[]) => QueueCommand
const place = fc.nat({ max: ENTRIES.length - 1 })
const anyAsk: fc.Arbitrary<Ask> = fc.oneof(
  place.map(
    (at): Ask =>
      ids => ({ type: 'queue.remove', itemId: ids[at] ?? 'gone' }),
  ),
  place.map(
    (at): Ask =>
      ids => ({ type: 'queue.play', itemId: ids[at] ?? 'gone' }),
  ),
  fc.tuple(place, fc.option(place)).map(
    ([at, to]): Ask =>
      ids => ({
        type: 'queue.move',
        itemId: ids[at] ?? 'gone',
        beforeId: to === null ? null : (ids[to] ?? null),
      }),
  ),
  fc.tuple(place, fc.constantFrom('next' as const, 'last' as const)).map(
    ([at, where]): Ask =>
      (_, suggested) => ({ type: 'queue.accept', itemId: suggested[at] ?? 'gone', where }),
  ),
  place.map(
    (at): Ask =>
      (_, suggested) => ({ type: 'queue.dismiss', itemId: suggested[at] ?? 'gone' }),
  ),
  fc.constant<Ask>(() => ({ type: 'queue.clear' })),
  fc.constant<Ask>(() => ({ type: 'queue.stay' })),
  fc.constantFrom('off' as const, 'one' as const, 'all' as const).map(
    (repeat): Ask =>
      () => ({ type: 'queue.setRepeat', repeat }),
  ),
)

describe('predictQueue', () => {
  it('shows what the room then decides, and nothing more once it has', () => {
    fc.assert(
      fc.property(fc.array(anyAsk, { maxLength: 12 }), asks => {
        const stage = watching(2)
        everybodyReady(stage, 0)
        stage.accept(ANA, { type: 'queue.add', entryIds: [...ENTRIES], where: 'last' })
        const ids = stage.room.queue.items.map(({ id }) => id)
        stage.accept(ANA, { type: 'control.setMode', mode: 'host' })
        stage.accept(BEN, { type: 'queue.suggest', entryIds: SUGGESTED }, { lookedUp: LIBRARY })
        const suggested = stage.room.queue.suggestions.map(({ id }) => id)
        for (const ask of asks) {
          const command = ask(ids, suggested)
          const predicted = predictQueue(stage.room.queue, command)
          stage.accept(ANA, command)
          expect(predicted).toEqual(stage.room.queue)
          expect(predictQueue(stage.room.queue, command)).toEqual(stage.room.queue)
        }
      }),
    )
  })
})
