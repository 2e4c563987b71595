import type { SignedIn } from '@kaltura-discord/shared/protocol/http.ts'
import type { ApiClient } from '../features/api/apiClient.ts'
import type { ApiError, ApiResult } from '../features/api/apiResult.ts'
import { readVideoLink } from '../features/discord/videoLink.ts'
import type { Host, HostError } from '../host/host.ts'
import { createStore, type Store } from '../sync/store.ts'
import type { Session } from './openSession.ts'

/** Why people can't come in, or can't stay. Each has its screen and one way on. */
export type Trouble =
  | 'outsideDiscord'
  | 'discordSilent'
  | 'clientTooOld'
  | 'serverDown'
  | 'discordDown'
  | 'notInActivity'
  | 'removed'
  | 'replaced'
  | 'protocol'
  | 'unexpected'

export type StartStep = 'discord' | 'consent' | 'signIn' | 'room'

export type ActivityView =
  | { readonly stage: 'starting'; readonly step: StartStep }
  /** Discord was asked, and the person said no. */
  | { readonly stage: 'refused' }
  | {
      readonly stage: 'trouble'
      readonly trouble: Trouble
      /** When it is tried again by itself, epoch ms. */
      readonly retryAtMs: number | null
      /** To be copied when somebody asks for help. */
      readonly reference: string | null
    }
  | { readonly stage: 'inRoom'; readonly session: Session }
  | { readonly stage: 'left' }

export interface Activity {
  readonly view: Store<ActivityView>
  /** From the beginning, without loading the page again: that would cost the line to Discord. */
  start(): void
  leave(): void
  /** Ends the Activity for this person. */
  close(): void
}

export interface ActivityOptions {
  /** Null outside Discord. */
  readonly loadHost: () => Promise<Host | null>
  readonly api: ApiClient
  /** Where the host has no sign-in of its own. */
  readonly signIn?: () => Promise<ApiResult<SignedIn>>
  readonly openSession: (host: Host, signedIn: SignedIn) => Session
  /** BCP 47, as soon as the host has told. */
  readonly onLocale: (tag: string) => void
  readonly now?: () => number
}

/** How long until it is tried again, ms; the last one from then on. */
const RETRY_AFTER_MS = [2_000, 4_000, 8_000, 15_000, 30_000]

/** What goes by, so that it is tried again without anybody asking. */
const PASSING: ReadonlySet<Trouble> = new Set(['serverDown', 'discordDown'])

type Failure = Omit<Extract<ActivityView, { stage: 'trouble' }>, 'stage'> | 'refused'
type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

/** From opening the page to being in the room, and out again. */
export function createActivity(options: ActivityOptions): Activity {
  const { api, onLocale, now = Date.now } = options
  const view = createStore<ActivityView>({ stage: 'starting', step: 'discord' })
  let host: Host | null = null
  let session: Session | null = null
  let attempt = 0
  let retries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopFollowing = (): void => {}
  /** Who comes in once more, as after a lost server, doesn't come by the link again. */
  let linkFollowed = false

  const step = (name: StartStep): void => view.set({ stage: 'starting', step: name })

  const end = (): void => {
    clearTimeout(timer)
    stopFollowing()
    session?.close()
    session = null
  }

  const fail = (failure: Failure): void => {
    end()
    if (failure === 'refused') return view.set({ stage: 'refused' })
    if (!PASSING.has(failure.trouble)) return view.set({ stage: 'trouble', ...failure })
    const delayMs = RETRY_AFTER_MS[Math.min(retries, RETRY_AFTER_MS.length - 1)] ?? 0
    retries += 1
    view.set({ stage: 'trouble', ...failure, retryAtMs: now() + delayMs })
    timer = setTimeout(start, delayMs)
  }

  /** The host, ready to be asked. */
  const reachHost = async (): Promise<Step<Host>> => {
    try {
      host ??= await options.loadHost()
    } catch {
      // A part of the page couldn't be loaded.
      return { ok: false, failure: trouble('serverDown') }
    }
    if (host === null) return { ok: false, failure: trouble('outsideDiscord') }
    const ready = await host.ready()
    return ready.ok ? { ok: true, value: host } : { ok: false, failure: failureOfHost(ready.error) }
  }

  /** A code that the server doesn't take is worth one more; its time is short. */
  const signIn = async (to: Host, mayRepeat: boolean): Promise<Step<SignedIn>> => {
    if (options.signIn) {
      const answer = await options.signIn()
      return answer.ok ? answer : { ok: false, failure: failureOfApi(answer.error) }
    }
    step('consent')
    const authorized = await to.authorize()
    if (!authorized.ok) return { ok: false, failure: failureOfHost(authorized.error) }
    step('signIn')
    const { instanceId } = to
    const answer = await api.signIn({ ...authorized.value, instanceId })
    if (answer.ok) return { ok: true, value: answer.value }
    if (answer.error.code === 'invalid_code' && mayRepeat) return signIn(to, false)
    return { ok: false, failure: failureOfApi(answer.error) }
  }

  const enter = (to: Host, signedIn: SignedIn): void => {
    step('room')
    const opened = options.openSession(to, signedIn)
    session = opened
    const follow = (): void => {
      const { connection, closing, room } = opened.room.view.get()
      if (connection === 'closed')
        return fail(trouble(closing === null ? 'unexpected' : troubleOfClosing(closing)))
      if (connection !== 'online' || room === null || view.get().stage === 'inRoom') return
      retries = 0
      view.set({ stage: 'inRoom', session: opened })
      if (!linkFollowed) followLink(opened)
      linkFollowed = true
    }
    stopFollowing = opened.room.view.subscribe(follow)
    follow()
  }

  const run = async (mine: number): Promise<void> => {
    step('discord')
    const reached = await reachHost()
    if (mine !== attempt) return
    if (!reached.ok) return fail(reached.failure)
    const signedIn = await signIn(reached.value, true)
    if (mine !== attempt) return
    if (!signedIn.ok) return fail(signedIn.failure)
    // Discord's own business goes on beside ours: nothing here waits for it.
    void tellDiscord(reached.value, signedIn.value.discordAccessToken, onLocale)
    enter(reached.value, signedIn.value)
  }

  const start = (): void => {
    end()
    attempt += 1
    void run(attempt)
  }

  return {
    view,
    start,
    leave() {
      attempt += 1
      end()
      host?.close()
      // A closed one can't be opened again.
      host = null
      view.set({ stage: 'left' })
    },
    close: () => host?.close(),
  }
}

/**
 * Everybody who comes by the same link asks for the same, and only the first is to be heard. Whoever comes while
 * something is on is asked first: the others are watching.
 */
function followLink({ host, model, room, discord }: Session): void {
  const link = readVideoLink(host.customId)
  if (link === null) return
  const { entryId, startS } = link
  if (room.view.get().room?.video) discord?.link.set(link)
  else void model.watch(entryId, { onlyIfIdle: true, ...(startS === null ? {} : { startS }) })
}

async function tellDiscord(
  host: Host,
  discordAccessToken: string,
  onLocale: (tag: string) => void,
): Promise<void> {
  const authenticated = await host.authenticate(discordAccessToken)
  if (!authenticated.ok) return
  const tag = await host.locale()
  if (tag !== null) onLocale(tag)
}

function trouble(name: Trouble, reference: string | null = null): Exclude<Failure, 'refused'> {
  return { trouble: name, retryAtMs: null, reference }
}

function failureOfHost({ kind, code, message }: HostError): Failure {
  switch (kind) {
    case 'refused':
      return 'refused'
    case 'unknownCommand':
      return trouble('clientTooOld')
    case 'timedOut':
      return trouble('discordSilent')
    case 'failed':
      return trouble('unexpected', [code, message].filter(part => part !== null && part !== '').join(' '))
  }
}

function failureOfApi({ code, requestId }: ApiError): Failure {
  switch (code) {
    case 'not_in_activity':
      return trouble('notInActivity', requestId)
    case 'protocol_unsupported':
      return trouble('protocol', requestId)
    case 'discord_unavailable':
      return trouble('discordDown', requestId)
    case 'serverDown':
    case 'unavailable':
    case 'rate_limited':
      return trouble('serverDown', requestId)
    default:
      return trouble('unexpected', requestId)
  }
}

function troubleOfClosing(reason: string): Trouble {
  return reason === 'replaced' || reason === 'removed' || reason === 'protocol' ? reason : 'unexpected'
}
