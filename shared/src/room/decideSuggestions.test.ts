import { describe, expect, it } from 'vitest'
import type { RoomCommand } from '../protocol/commands.ts'
import { MAX_ADDED, MAX_QUEUE, MAX_SUGGESTIONS } from './limits.ts'
import { ANA, BEN, CLEO, gathered, type Stage, watching } from './testing/stage.ts'

const suggesting = (...entryIds: string[]): RoomCommand => ({ type: 'queue.suggest', entryIds })
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `0_s${index}`)

function hosted(stage: Stage = watching(3)): Stage {
  stage.accept(ANA, { type: 'control.setMode', mode: 'host' })
  return stage
}

const suggestions = ({ room }: Stage) => room.queue.suggestions
const first = (stage: Stage): string => suggestions(stage)[0]?.id ?? ''

describe('CT12 a suggestion', () => {
  it('waits under the name of who made it, each video once', () => {
    const stage = hosted()
    stage.accept(BEN, suggesting('0_one', '0_two', '0_one'))
    expect(stage.accept(CLEO, suggesting('0_two'))).toEqual([])
    expect(suggestions(stage)).toMatchObject([
      { video: { entryId: '0_one' }, by: BEN, byName: 'Person 1' },
      { video: { entryId: '0_two' }, by: BEN },
    ])
  })

  it('of who may add is added', () => {
    const stage = hosted()
    stage.accept(ANA, suggesting('0_one'))
    expect(suggestions(stage)).toEqual([])
    expect(stage.room.queue.items).toMatchObject([{ video: { entryId: '0_one' } }])
  })

  it('comes into the queue, as itself and still under that name, when it is accepted', () => {
    const stage = hosted()
    stage.accept(ANA, { type: 'queue.add', entryIds: ['0_film'], where: 'last' })
    stage.accept(BEN, suggesting('0_one'))
    const itemId = first(stage)
    expect(stage.accept(ANA, { type: 'queue.accept', itemId, where: 'next' })).toMatchObject([
      { type: 'queue.added', items: [{ id: itemId, by: BEN }], where: 'next', by: ANA },
    ])
    expect(suggestions(stage)).toEqual([])
    expect(stage.room.queue.items[0]).toMatchObject({ id: itemId, byName: 'Person 1' })
    expect(stage.accept(ANA, { type: 'queue.accept', itemId, where: 'next' })).toEqual([])
  })

  it('goes on at once where nothing is on', () => {
    const stage = hosted(gathered(2))
    stage.accept(BEN, suggesting('0_one'))
    stage.accept(ANA, { type: 'queue.accept', itemId: first(stage), where: 'last' })
    expect(stage.room.video).toMatchObject({ entryId: '0_one' })
  })

  it('goes away when somebody dismisses it: who may queue, or whose it is', () => {
    const stage = hosted()
    stage.accept(BEN, suggesting('0_one', '0_two'))
    const itemId = first(stage)
    expect(stage.run(CLEO, { type: 'queue.dismiss', itemId })).toMatchObject({ code: 'not_in_control' })
    stage.accept(BEN, { type: 'queue.dismiss', itemId })
    expect(stage.accept(BEN, { type: 'queue.dismiss', itemId })).toEqual([])
    stage.accept(ANA, { type: 'queue.dismiss', itemId: first(stage) })
    expect(suggestions(stage)).toEqual([])
  })

  it('outlasts who made it', () => {
    const stage = hosted()
    stage.accept(BEN, suggesting('0_one'))
    stage.accept(null, { type: 'room.leave', memberId: BEN, reason: 'left' })
    expect(suggestions(stage)).toHaveLength(1)
  })

  it('is refused as a whole where there is no room for it', () => {
    const stage = hosted()
    stage.accept(BEN, suggesting(...ids(MAX_SUGGESTIONS - 1)))
    expect(stage.run(CLEO, suggesting('0_a', '0_b'))).toMatchObject({
      code: 'queue_full',
      field: 'command.entryIds',
    })
    expect(suggestions(stage)).toHaveLength(MAX_SUGGESTIONS - 1)
  })

  it('stays where the queue has no room for it', () => {
    const stage = hosted()
    for (let added = 0; added < MAX_QUEUE; added += MAX_ADDED)
      stage.accept(ANA, { type: 'queue.add', entryIds: ids(MAX_ADDED), where: 'last' })
    stage.accept(BEN, suggesting('0_one'))
    const command = { type: 'queue.accept', itemId: first(stage), where: 'last' } as const
    expect(stage.run(ANA, command)).toMatchObject({ code: 'queue_full' })
    expect(suggestions(stage)).toHaveLength(1)
  })

  it('of what the library doesn’t have is refused', () => {
    expect(hosted().run(BEN, suggesting('0_one'), { lookedUp: new Map() })).toMatchObject({
      code: 'video_not_found',
      field: 'command.entryIds.0',
    })
  })
})
