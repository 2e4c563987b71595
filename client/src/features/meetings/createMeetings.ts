import type { MeetingType } from '@kaltura-discord/shared/meetings/meeting.ts'
import {
  type MeetingAnswer,
  MeetingCreatedSchema,
  MeetingEndedSchema,
  MeetingJoinSchema,
  MeetingListSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiError, ApiResult } from '../api/apiResult.ts'

/** How often the list is asked for while somebody looks at it, ms. */
const OPEN_POLL_MS = 15_000
/** The same while only the number of live ones shows, ms. */
const CLOSED_POLL_MS = 60_000
/** Kaltura makes a room meanwhile, ms. */
const START_TIMEOUT_MS = 25_000

export interface MeetingsView {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly meetings: readonly MeetingAnswer[]
  readonly error: ApiError | null
}

export interface Meetings {
  readonly view: Store<MeetingsView>
  load(): void
  /** Whether somebody looks at the list. */
  setOpen(open: boolean): void
  /** A link of one's own, for one use and a minute: never shown, never kept. */
  join(id: string): Promise<ApiResult<string>>
  end(id: string): Promise<ApiResult<MeetingAnswer>>
  start(draft: { readonly type: MeetingType; readonly title: string }): Promise<ApiResult<MeetingAnswer>>
  close(): void
}

/** The meetings of this server, as long as the Activity is open. */
export function createMeetings(api: Pick<ApiClient, 'request'>): Meetings {
  const view = createStore<MeetingsView>({ phase: 'loading', meetings: [], error: null })
  let asking = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let open = false

  const load = async (): Promise<void> => {
    clearTimeout(timer)
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const answer = await api.request('/meetings', MeetingListSchema, { signal })
    if (signal.aborted) return
    if (answer.ok) view.set({ phase: 'ready', meetings: answer.value.meetings, error: null })
    else view.update(before => ({ ...before, phase: 'failed', error: answer.error }))
    later()
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), open ? OPEN_POLL_MS : CLOSED_POLL_MS)
  }

  /** The list says at once what has just been answered, and is asked for again. */
  const put = (meeting: MeetingAnswer): void => {
    view.update(before => ({
      ...before,
      meetings: before.meetings.some(({ id }) => id === meeting.id)
        ? before.meetings.map(known => (known.id === meeting.id ? meeting : known))
        : [meeting, ...before.meetings],
    }))
    void load()
  }
  const putAnswered = <T extends { readonly meeting: MeetingAnswer }>(
    answer: ApiResult<T>,
  ): ApiResult<MeetingAnswer> => {
    if (!answer.ok) {
      // What it says is no longer so.
      void load()
      return answer
    }
    put(answer.value.meeting)
    return { ok: true, value: answer.value.meeting }
  }

  return {
    view,
    load() {
      view.update(before => ({ ...before, phase: 'loading' }))
      void load()
    },
    setOpen(next) {
      open = next
      if (open) void load()
      else later()
    },
    async join(id) {
      const answer = await api.request(`/meetings/${id}/join`, MeetingJoinSchema, { body: {} })
      if (!answer.ok) {
        void load()
        return answer
      }
      return { ok: true, value: answer.value.joinUrl }
    },
    async end(id) {
      return putAnswered(await api.request(`/meetings/${id}`, MeetingEndedSchema, { method: 'DELETE' }))
    },
    async start(draft) {
      const more = { body: draft, timeoutMs: START_TIMEOUT_MS }
      return putAnswered(await api.request('/meetings', MeetingCreatedSchema, more))
    },
    close() {
      clearTimeout(timer)
      asking.abort()
    },
  }
}
