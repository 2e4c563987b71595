import { openRoom } from '@kaltura-discord/shared/room/roomState.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HostError, HostResult, Presence } from '../../host/host.ts'
import type { RoomView } from '../../sync/roomView.ts'
import { createStore } from '../../sync/store.ts'
import { apiError } from '../api/apiResult.ts'
import { ASK_AFTER_MS, createPresenceSwitch, type PresenceSwitchOptions } from './createPresenceSwitch.ts'

const member = {
  id: '1',
  displayName: 'Ana',
  avatarUrl: null,
  joinedAtMs: 0,
  stalled: false,
  ignoreWait: false,
  waitedAtMs: [],
}
const done: HostResult<void> = { ok: true, value: undefined }
const refusal = (kind: HostError['kind']) =>
  ({ ok: false, error: { kind, code: 5000, message: '' } }) as const

function scene(choice: string | null) {
  const world = {
    choice,
    plays: true,
    log: [] as string[],
    shown: [] as (Presence | null)[],
    authorization: null as HostError['kind'] | null,
    signsIn: true,
    presence: done as HostResult<void>,
  }
  const room = {
    ...openRoom('r', 'i'),
    video: { entryId: '0_a', name: 'Film', kind: 'vod', durationS: 10, dvrWindowS: null },
    members: [member],
  }
  const options = {
    host: {
      instanceId: 'i-1',
      authorizePresence: async () => {
        world.log.push('authorize')
        if (world.authorization !== null) return refusal(world.authorization)
        return { ok: true, value: { code: 'c', codeVerifier: 'v' } } as const
      },
      authenticate: async (token: string) => {
        world.log.push(`authenticate ${token}`)
        return done
      },
      showPresence: async (presence: Presence | null) => {
        world.shown.push(presence)
        return world.presence
      },
    },
    api: {
      signIn: async ({ instanceId }: { instanceId: string }) => {
        world.log.push(`sign in ${instanceId}`)
        return world.signsIn
          ? { ok: true, value: { discordAccessToken: 'second' } }
          : apiError('discord_unavailable')
      },
    },
    room: {
      view: createStore({ connection: 'online', room } as unknown as RoomView),
      roomNowMs: () => Date.now(),
    },
    plays: () => world.plays,
    words: () => ({ presenceAlone: 'alone', presencePaused: 'paused', presenceInStep: String }),
    kept: {
      read: () => world.choice,
      write: (next: string) => {
        world.choice = next
      },
    },
  } as unknown as PresenceSwitchOptions
  return { world, presence: createPresenceSwitch(options) }
}

describe('DC3 whether friends see what this person watches', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())
  const watchFor = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('is asked after the first minute of watching, and Discord before nobody', async () => {
    const { world, presence } = scene(null)
    world.plays = false
    await watchFor(ASK_AFTER_MS)
    world.plays = true
    await watchFor(ASK_AFTER_MS - 1)
    expect(presence.state.get()).toBe('off')
    await watchFor(1_001)
    expect(presence.state.get()).toBe('offered')
    expect(world.log).toEqual([])
    presence.close()
  })

  it('is a second authorisation, whose token is the one that counts', async () => {
    const { world, presence } = scene(null)
    expect(await presence.turnOn()).toBe(true)
    expect(world.log).toEqual(['authorize', 'sign in i-1', 'authenticate second'])
    await watchFor(0)
    expect(world.shown).toMatchObject([{ details: 'Film', state: 'alone' }])
    expect(world.choice).toBe('yes')
    presence.close()
    expect(world.shown.at(-1)).toBeNull()
  })

  it('isn’t asked a second time', async () => {
    const yes = scene('yes')
    const no = scene('no')
    await watchFor(ASK_AFTER_MS + 1_000)
    expect(yes.presence.state.get()).toBe('on')
    expect([no.presence.state.get(), no.world.log]).toEqual(['off', []])
    yes.presence.turnOff()
    expect([yes.presence.state.get(), yes.world.shown.at(-1), yes.world.choice]).toEqual(['off', null, 'no'])
  })

  it.each([
    ['the person says no to Discord', { authorization: 'refused' }, 'no'],
    ['the application may not', { authorization: 'failed' }, 'yes'],
    ['our server can’t exchange the code', { signsIn: false }, 'yes'],
  ] as const)('stays off silently where %s', async (_why, change, choice) => {
    const { world, presence } = scene('yes')
    Object.assign(world, change)
    await watchFor(ASK_AFTER_MS + 1_000)
    expect([presence.state.get(), world.shown, world.choice]).toEqual(['off', [], choice])
    presence.close()
  })

  it('goes off where Discord takes no presence after all', async () => {
    const { world, presence } = scene('yes')
    world.presence = refusal('failed')
    await presence.turnOn()
    await watchFor(0)
    expect(presence.state.get()).toBe('off')
    expect(world.shown).toHaveLength(1)
    presence.close()
  })
})
