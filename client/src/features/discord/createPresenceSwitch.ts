import type { Host } from '../../host/host.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { Remembered } from '../personal/createPreferences.ts'
import { createPresence, type PresenceKeeper } from './createPresence.ts'
import type { PresenceWords } from './messages/en.ts'

/** Nobody is asked before they have watched for so long, ms. */
export const ASK_AFTER_MS = 60_000
const LOOK_EVERY_MS = 1_000

/** `offered`: the person is asked. `off` for whatever reason. */
export type PresenceState = 'off' | 'offered' | 'turningOn' | 'on'

export interface PresenceSwitch {
  readonly state: Store<PresenceState>
  /** Settles with false where Discord won't have it. */
  turnOn(): Promise<boolean>
  turnOff(): void
  close(): void
}

export interface PresenceSwitchOptions {
  readonly host: Pick<Host, 'authorizePresence' | 'authenticate' | 'showPresence' | 'instanceId'>
  readonly api: Pick<ApiClient, 'signIn'>
  readonly room: Pick<RoomClient, 'view' | 'roomNowMs'>
  /** Whether this viewer's video plays. */
  readonly plays: () => boolean
  readonly words: () => PresenceWords
  /** What the person has said before. */
  readonly kept: Remembered['presence']
}

/**
 * Whether friends see what this person watches: their own choice, asked for once. Discord has its own say, which is
 * heard only by whoever turns it on by hand: to others it just stays off.
 */
export function createPresenceSwitch(options: PresenceSwitchOptions): PresenceSwitch {
  const { host, api, room, plays, words, kept } = options
  const state = createStore<PresenceState>('off')
  let keeper: PresenceKeeper | null = null
  let stopFollowing = (): void => {}
  let closed = false
  let watchedMs = 0

  const end = (): void => {
    stopFollowing()
    keeper?.close()
    keeper = null
    if (!closed) state.set('off')
  }
  const start = (): void => {
    const mine = createPresence({
      host,
      words,
      nowMs: Date.now,
      roomNowMs: () => room.roomNowMs(),
      onRefused: end,
    })
    keeper = mine
    stopFollowing = room.view.subscribe(() => mine.follow(room.view.get().room))
    mine.follow(room.view.get().room)
    state.set('on')
  }
  /** The token of the first sign-in doesn't carry the right, so there is a second one. */
  const gain = async (): Promise<boolean> => {
    const authorized = await host.authorizePresence()
    if (!authorized.ok) {
      if (authorized.error.kind === 'refused') kept.write('no')
      return false
    }
    const signedIn = await api.signIn({ ...authorized.value, instanceId: host.instanceId })
    return signedIn.ok && (await host.authenticate(signedIn.value.discordAccessToken)).ok
  }
  const turnOn = async (): Promise<boolean> => {
    if (state.get() === 'on' || state.get() === 'turningOn') return true
    state.set('turningOn')
    kept.write('yes')
    const gained = await gain()
    // Turned off again, or gone, while Discord was thinking.
    if (closed || state.get() !== 'turningOn') return true
    if (gained) start()
    else state.set('off')
    return gained
  }
  const look = (): void => {
    if (plays()) watchedMs += LOOK_EVERY_MS
    if (watchedMs < ASK_AFTER_MS) return
    clearInterval(timer)
    if (state.get() !== 'off') return
    const choice = kept.read()
    if (choice === 'yes') void turnOn()
    else if (choice === null) state.set('offered')
  }
  const timer = setInterval(look, LOOK_EVERY_MS)

  return {
    state,
    turnOn,
    turnOff() {
      kept.write('no')
      end()
    },
    close() {
      closed = true
      clearInterval(timer)
      end()
    },
  }
}
