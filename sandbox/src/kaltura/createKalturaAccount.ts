import type { FaultList } from '../faults/faultList.ts'
import type { StandIn } from '../standIn.ts'
import type { TrafficLog } from '../traffic/trafficLog.ts'
import { createKalturaApi } from './api.ts'
import { createKaf, type Kaf } from './kaf/createKaf.ts'
import { createPresence } from './kaf/presence.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import { createMeetingControls, type MeetingControls } from './meetings/meetingControls.ts'
import { createMeetingSettings } from './meetings/meetingSettings.ts'
import { createRecorder } from './recordings/createRecorder.ts'
import { createRoomStore } from './rooms/roomStore.ts'
import { createScheduleStore } from './schedule/scheduleStore.ts'
import { createSessions } from './sessions.ts'
import { createWebhooks } from './webhooks/createWebhooks.ts'

export interface AccountOptions extends Omit<KalturaOptions, 'rooms' | 'schedule' | 'meetings'> {
  readonly traffic: TrafficLog
  readonly faults: FaultList
  /** Where the account's notifications go at first. */
  readonly webhookUrl: string
}

/** One account at Kaltura: what its hosts answer, and what happens in it by itself. */
export interface KalturaAccount {
  readonly options: KalturaOptions
  readonly api: StandIn
  readonly kaf: Kaf
  readonly meetings: MeetingControls
  close(): void
}

export const createKalturaAccount = ({
  traffic,
  faults,
  webhookUrl,
  ...given
}: AccountOptions): KalturaAccount => {
  const { now, adminSecret } = given
  const presence = createPresence(now)
  // Kaltura signs with the secret of the account's administrator.
  const settings = createMeetingSettings({ url: webhookUrl, secret: adminSecret })
  const options: KalturaOptions = {
    ...given,
    rooms: createRoomStore(now),
    schedule: createScheduleStore(),
    meetings: { stays: presence.stays, settings },
  }
  const sessions = createSessions(options)
  const webhooks = createWebhooks({ settings, traffic, faults, now })
  const recorder = createRecorder({ ...options, presence, settings, webhooks })
  const kaf = createKaf({ ...options, sessions, presence })
  const stop = options.schedule.events.onChange(event =>
    webhooks.notify({
      eventObjectType: 'scheduleEventNotifications.ScheduleEvent',
      object: { ...event, partnerId: options.partnerId },
    }),
  )
  return {
    options,
    api: createKalturaApi(options, sessions),
    kaf,
    meetings: createMeetingControls({
      options: { ...options, sessions },
      presence,
      settings,
      webhooks,
      recorder,
    }),
    close: () => {
      stop()
      kaf.close()
      recorder.close()
      webhooks.close()
    },
  }
}
