import type { JoinView } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import type { ApiError } from '../features/api/apiResult.ts'
import { createStore, type Store } from '../sync/store.ts'
import type { JoinApi } from './joinApi.ts'
import { type JoinStage, mayGoIn, readLink, stageOfError } from './joinStage.ts'
import type { KeptSession } from './keptSession.ts'

/** How often somebody who waits asks whether the host is there, ms. */
const WAIT_POLL_MS = 3_000
/** The same for whoever looks elsewhere, or whose questions go unanswered, ms. */
const SLOW_POLL_MS = 15_000
/** How often somebody inside asks whether the meeting is closed, ms. */
const INSIDE_POLL_MS = 15_000
/** How long until an unanswered step is tried again, ms; the last one from then on. */
const RETRY_AFTER_MS = [2_000, 4_000, 8_000, 15_000]

export interface JoinVisitView {
  readonly stage: JoinStage
  /** Null until the link has been opened. */
  readonly meeting: JoinView | null
  /** The last question of those that are asked again and again went unanswered. */
  readonly unheard: boolean
}

export interface JoinVisit {
  readonly view: Store<JoinVisitView>
  start(): void
  /** Goes in, or waits until that is possible. */
  join(): void
  stopWaiting(): void
  leave(): void
  /** What has become of a link into a room, as the server said when somebody went in by it. */
  refused(error: ApiError): void
  /** At once, instead of after the time that is left. */
  retry(): void
  /** Somebody looks again, or the network is back: what would have been asked later is asked now. */
  wake(): void
  close(): void
}

export interface JoinVisitOptions {
  readonly api: JoinApi
  /** The path of the page. */
  readonly path: string
  /** And what follows it, `?discord=done`. */
  readonly search?: string
  readonly kept: KeptSession
  /** Whether nobody looks at the page. */
  readonly isHidden: () => boolean
  readonly now?: () => number
}

type Step = () => Promise<void>

/** One person's way into one meeting, from opening the link to leaving the room. */
export function createJoinVisit(options: JoinVisitOptions): JoinVisit {
  const { api, kept, isHidden, now = Date.now } = options
  const view = createStore<JoinVisitView>({ stage: { at: 'opening' }, meeting: null, unheard: false })
  let session: string | null = null
  /** What has been asked before the last change of mind is no longer listened to. */
  let turn = 0
  let retries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let pending: Step | null = null
  let failed: Step | null = null

  const show = (stage: JoinStage, part: Partial<JoinVisitView> = {}): void =>
    view.update(before => ({ ...before, unheard: false, ...part, stage }))

  const later = (delayMs: number, step: Step): void => {
    clearTimeout(timer)
    pending = step
    timer = setTimeout(runPending, delayMs)
  }
  const runPending = (): void => {
    const step = pending
    stopTimer()
    if (step) void step()
  }
  const stopTimer = (): void => {
    clearTimeout(timer)
    pending = null
  }
  const begin = (): number => {
    stopTimer()
    turn += 1
    return turn
  }

  const fail = (error: ApiError, again: Step): void => {
    failed = again
    const stepMs = RETRY_AFTER_MS[Math.min(retries, RETRY_AFTER_MS.length - 1)] ?? 0
    const delayMs = Math.max(stepMs, (error.retryAfterS ?? 0) * 1000)
    const next = stageOfError(error, now() + delayMs)
    if (next.at === 'over') kept.forget()
    if (next.at !== 'away') return settle(next)
    retries += 1
    show(next)
    later(delayMs, again)
  }

  const settle = (stage: JoinStage, part: Partial<JoinVisitView> = {}): void => {
    retries = 0
    show(stage, part)
    if (stage.at === 'waiting' || stage.at === 'notOpen') pollAtDoor()
    if (stage.at === 'inside' && !stage.closed) pollInside()
  }

  const arrive = (meeting: JoinView): void =>
    settle({ at: meeting.status === 'ended' ? 'over' : 'ready' }, { meeting })

  const open: Step = async () => {
    const mine = begin()
    const link = readLink(options.path)
    // Whoever comes back from Discord to no link has begun elsewhere, or too long ago.
    if ('why' in link) return show({ at: 'noLink', why: options.search ? 'signInLost' : link.why })
    session = kept.read(link.token)
    if (session !== null) return reopen(mine, session)
    const answer = await api.open(link.token)
    if (mine !== turn) return
    if (!answer.ok) return fail(answer.error, open)
    if (answer.value.kind === 'room')
      return show({ at: 'room', token: link.token, invite: answer.value.invite })
    session = answer.value.session
    kept.keep(link.token, session)
    arrive(answer.value.view)
  }

  /** The same tab, loaded again. */
  const reopen = async (mine: number, from: string): Promise<void> => {
    const answer = await api.look(from)
    if (mine !== turn) return
    if (answer.ok) arrive(answer.value)
    else fail(answer.error, open)
  }

  const enter: Step = async () => {
    if (session === null) return open()
    const mine = begin()
    const answer = await api.enter(session)
    if (mine !== turn) return
    if (!answer.ok) return fail(answer.error, enter)
    const { launchUrl, view: meeting } = answer.value
    settle({ at: 'inside', launchUrl, closed: false }, { meeting })
  }

  const look = async (): Promise<JoinView | ApiError | null> => {
    if (session === null) return null
    const mine = turn
    const answer = await api.look(session)
    if (mine !== turn) return null
    return answer.ok ? answer.value : answer.error
  }

  const pollAtDoor = (): void => {
    const { unheard, stage } = view.get()
    const slow = isHidden() || unheard || stage.at === 'notOpen'
    later(slow ? SLOW_POLL_MS : WAIT_POLL_MS, async () => {
      const seen = await look()
      if (seen === null) return
      if ('code' in seen) return passes(seen) ? unheardAtDoor() : fail(seen, enter)
      if (seen.status === 'ended') return settle({ at: 'over' }, { meeting: seen })
      if (mayGoIn(seen, now())) return enter()
      settle({ at: seen.status === 'active' ? 'waiting' : 'notOpen' }, { meeting: seen })
    })
  }
  const unheardAtDoor = (): void => {
    view.update(before => ({ ...before, unheard: true }))
    pollAtDoor()
  }

  const pollInside = (): void =>
    later(INSIDE_POLL_MS, async () => {
      const seen = await look()
      const { stage } = view.get()
      if (seen === null || stage.at !== 'inside') return
      const closed = 'code' in seen ? !passes(seen) : seen.status === 'ended'
      if (!closed) return pollInside()
      show({ ...stage, closed })
    })

  return {
    view,
    start: () => void open(),
    join() {
      show({ at: 'entering' })
      void enter()
    },
    stopWaiting() {
      begin()
      show({ at: 'ready' })
    },
    leave() {
      begin()
      const { stage } = view.get()
      show({ at: stage.at === 'inside' && stage.closed ? 'over' : 'left' })
    },
    refused: error => fail(error, open),
    retry() {
      stopTimer()
      if (failed) void failed()
    },
    wake: runPending,
    close: () => void begin(),
  }
}

/** Errors that say nothing about the meeting. */
const passes = (error: ApiError): boolean => stageOfError(error, 0).at === 'away'
