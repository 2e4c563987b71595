import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import type { Host } from '../../host/host.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { Meetings } from './createMeetings.ts'

/** How long after coming in the number of live meetings is asked for, ms: the video comes first. */
const COUNT_AFTER_MS = 5_000

/** What of the meetings is there from the first moment; the rest comes when it is needed. */
export interface MeetingsDoor {
  /** How many are live; 0 until it is known. */
  readonly liveCount: Store<number>
  readonly host: Host
  readonly config: ActivityConfig
  load(): Promise<Meetings>
  close(): void
}

export interface MeetingsDoorOptions {
  readonly api: ApiClient
  readonly host: Host
  readonly config: ActivityConfig
}

export function createMeetingsDoor({ api, host, config }: MeetingsDoorOptions): MeetingsDoor {
  const liveCount = createStore(0)
  let loading: Promise<Meetings> | null = null
  let closed = false

  const open = async (): Promise<Meetings> => {
    const { createMeetings } = await import('./createMeetings.ts')
    const meetings = createMeetings(api)
    meetings.view.subscribe(() =>
      liveCount.set(meetings.view.get().meetings.filter(({ status }) => status === 'active').length),
    )
    if (closed) meetings.close()
    return meetings
  }
  const load = (): Promise<Meetings> => {
    loading ??= open().catch((error: unknown) => {
      // A part of the page that couldn't be loaded may be there the next time.
      loading = null
      throw error
    })
    return loading
  }
  const count = (): void =>
    void load().then(
      meetings => !closed && meetings.load(),
      () => undefined,
    )
  const timer = setTimeout(count, COUNT_AFTER_MS)

  return {
    liveCount,
    host,
    config,
    load,
    close() {
      closed = true
      clearTimeout(timer)
      void loading?.then(
        meetings => meetings.close(),
        () => undefined,
      )
    },
  }
}
