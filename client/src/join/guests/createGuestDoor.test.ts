import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiError } from '../../features/api/apiResult.ts'
import { createGuestDoor } from './createGuestDoor.ts'

type DoorOptions = Parameters<typeof createGuestDoor>[0]

/** A door to a room where nobody is yet, which answers when it is told to. */
function emptyRoom() {
  const answers: (() => void)[] = []
  const door = createGuestDoor({
    api: {
      look: async () => apiError('serverDown'),
      begin: async () => apiError('serverDown'),
      enter: () => new Promise(resolve => answers.push(() => resolve(apiError('room_empty')))),
    },
    token: 'token',
    invite: { person: null } as DoorOptions['invite'],
    cameBack: null,
    kept: { read: () => null, keep: () => true, forget: () => {} },
    go: () => {},
    onRefused: () => {},
  })
  const answer = async (): Promise<void> => {
    answers.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { door, answer, asking: () => answers.length }
}

describe('whoever waits for the room', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('asks again until they stop, also where a question is on its way', async () => {
    const { door, answer, asking } = emptyRoom()
    door.enterAs('Dana')
    await answer()
    expect(door.view.get()).toMatchObject({ waiting: 'empty', busy: null })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asking()).toBe(1)
    door.stopWaiting()
    await answer()
    expect(door.view.get()).toMatchObject({ waiting: null, busy: null, problem: null })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(asking()).toBe(0)
    door.enterAs('Dana')
    await answer()
    expect(door.view.get().waiting).toBe('empty')
  })

  it('asks no more once the page is gone', async () => {
    const { door, answer, asking } = emptyRoom()
    door.enterAs('Dana')
    door.close()
    await answer()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(asking()).toBe(0)
  })
})
