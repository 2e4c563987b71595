import type { RoomInvite } from '@kaltura-discord/shared/protocol/http/guests.ts'
import type { ApiError } from '../../features/api/apiResult.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { KeptGuestStore } from '../../watch/keptGuest.ts'
import type { GuestApi } from './guestApi.ts'

/** How often whoever waits for the room asks again, ms. */
const ASK_AGAIN_MS = 5_000

/** What is in the way, and will pass or can be mended here. */
export type DoorProblem =
  | 'nameTaken'
  | 'badName'
  /** The person said no at Discord. */
  | 'refused'
  | 'signInFailed'
  | 'away'
  | 'storage'

/** What only waiting helps against. */
export type DoorWait = 'empty' | 'full'

export interface GuestDoorView {
  readonly invite: RoomInvite
  readonly busy: 'name' | 'discord' | null
  readonly problem: DoorProblem | null
  /** Goes in by itself once that has passed. */
  readonly waiting: DoorWait | null
}

export interface GuestDoor {
  readonly view: Store<GuestDoorView>
  enterAs(name: string): void
  continueWithDiscord(): void
  /** As who they are at Discord, which they have just said. */
  enterAsPerson(): void
  stopWaiting(): void
  close(): void
}

interface GuestDoorOptions {
  readonly api: GuestApi
  readonly token: string
  readonly invite: RoomInvite
  /** What Discord's way back says: `done`, `refused`, `failed`; null for who comes from elsewhere. */
  readonly cameBack: string | null
  readonly kept: KeptGuestStore
  /** Leaves this page for another one. */
  readonly go: (url: string, how: 'replace' | 'assign') => void
  /** The link itself is good for nothing any more. */
  readonly onRefused: (error: ApiError) => void
}

/** Where the room is. */
const WATCH_PATH = '/watch'

/** One guest in front of a room, from the link to going in. */
export function createGuestDoor(options: GuestDoorOptions): GuestDoor {
  const { api, token, invite, kept, go, onRefused } = options
  const view = createStore<GuestDoorView>({ invite, busy: null, problem: null, waiting: null })
  const change = (part: Partial<GuestDoorView>): void => view.update(before => ({ ...before, ...part }))
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Whoever has stopped waiting doesn't wait again for a question that was on its way. */
  let waits = true

  const enter = async (name: string | null): Promise<void> => {
    if (view.get().busy !== null) return
    clearTimeout(timer)
    waits = true
    change({ busy: name === null ? 'discord' : 'name', problem: null })
    const answer = await api.enter(token, name)
    if (!answer.ok) return stay(answer.error, name)
    // The room's page finds in there who this is; its address says nothing.
    if (!kept.keep({ token, signedIn: answer.value })) return change({ busy: null, problem: 'storage' })
    go(WATCH_PATH, 'replace')
  }

  const stay = (error: ApiError, name: string | null): void => {
    const waiting = WAITS[error.code] ?? null
    const problem = PROBLEMS[error.code] ?? null
    if (waiting === null && problem === null) return onRefused(error)
    change({ busy: null, problem, waiting: waits ? waiting : null })
    if (waiting !== null && waits) timer = setTimeout(() => void enter(name), ASK_AGAIN_MS)
  }

  const signIn = async (): Promise<void> => {
    if (view.get().busy !== null) return
    change({ busy: 'discord', problem: null })
    const answer = await api.begin(token)
    if (answer.ok) go(answer.value.url, 'assign')
    else change({ busy: null, problem: 'away' })
  }

  if (options.cameBack === 'refused') change({ problem: 'refused' })
  else if (options.cameBack === 'done' && invite.person !== null) void enter(null)
  else if (options.cameBack !== null) change({ problem: 'signInFailed' })

  return {
    view,
    enterAs: name => void enter(name),
    enterAsPerson: () => void enter(null),
    continueWithDiscord: () => void signIn(),
    stopWaiting() {
      waits = false
      clearTimeout(timer)
      change({ waiting: null })
    },
    close() {
      waits = false
      clearTimeout(timer)
    },
  }
}

const WAITS: Readonly<Partial<Record<ApiError['code'], DoorWait>>> = {
  room_empty: 'empty',
  room_full: 'full',
}
const PROBLEMS: Readonly<Partial<Record<ApiError['code'], DoorProblem>>> = {
  name_taken: 'nameTaken',
  invalid_request: 'badName',
  unauthenticated: 'signInFailed',
  serverDown: 'away',
  unavailable: 'away',
  rate_limited: 'away',
}
