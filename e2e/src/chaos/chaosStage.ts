import { setTimeout as pause } from 'node:timers/promises'
import type { Meeting } from '../../../shared/src/meetings/meeting.ts'
import { MeetingCreatedSchema, MeetingJoinSchema } from '../../../shared/src/protocol/http/meetings.ts'
import { CHAOS_USER, type ChaosProduct, textIn } from './chaosProduct.ts'
import { readRecords } from './chaosRecords.ts'
import { type SeenMessage, seeMessages } from './chaosSights.ts'

const EVERY_MS = 50
const IDLE_DEADLINE_MS = 60_000
/** So often in a row there must be nothing to do: what is done leads to more. */
const TIMES_IDLE = 3

/** What somebody does with meetings, where each of it may be what the server dies over. */
export interface Stage {
  start(title: string, aheadMs?: number): Promise<void>
  end(id: string): Promise<void>
  /** Goes in, as whoever started it. */
  enter(id: string): Promise<void>
  share(meeting: Meeting): Promise<void>
  /** Kaltura has recorded it and says so. */
  record(id: string, roomId: string): Promise<void>
  meeting(title: string): Promise<Meeting>
  /** Everything that was to be done has been; `what` is for whoever waits in vain. */
  idle(what: string): Promise<void>
  readonly archive: Map<string, SeenMessage>
  /** Ids of meetings that somebody was told of. */
  readonly reported: ReadonlySet<string>
}

export function createStage(product: ChaosProduct): Stage {
  const { ask, control, notify, sandbox } = product
  const archive = new Map<string, SeenMessage>()
  const reported = new Set<string>()
  let recordings = 0

  /** Null where the server has died over it; anything but success is a mistake of ours. */
  async function done(asked: Promise<Response | null>): Promise<unknown> {
    const answer = await asked
    if (answer === null) return null
    const text = await answer.text().catch(() => null)
    if (text === null) return null
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text}`)
    return text === '' ? null : JSON.parse(text)
  }

  return {
    archive,
    reported,
    async start(title, aheadMs) {
      const startsAt = aheadMs === undefined ? {} : { startsAt: new Date(Date.now() + aheadMs).toISOString() }
      const answer = await done(ask('POST', '/meetings', { type: 'meeting', title, ...startsAt }))
      if (answer !== null) reported.add(MeetingCreatedSchema.parse(answer).meeting.id)
    },
    end: async id => void (await done(ask('DELETE', `/meetings/${id}`))),
    async enter(id) {
      const { joinUrl } = MeetingJoinSchema.parse(await done(ask('POST', `/meetings/${id}/join`)))
      const origin = `http://127.0.0.1:${sandbox.ports.server}`
      const opened = await fetch(`${origin}/api/v1/join/open`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ token: joinUrl.split('/').at(-1) }),
      })
      const authorization = `Bearer ${textIn(await opened.json(), 'session')}`
      await done(fetch(`${origin}/api/v1/join/enter`, { method: 'POST', headers: { authorization, origin } }))
    },
    async share({ id, title }) {
      const button = `kaltura-start:share:${id}`
      const message = (await seeMessages(product, archive)).find(
        ({ text }) => text.includes(title) && text.includes(button),
      )
      if (message === undefined) throw new Error(`Nothing offers to share ${title}.`)
      const { id: of, channelId: channel } = message
      await control('POST', '/host/interactions', { user: CHAOS_USER, button, message: of, channel })
    },
    async record(id, roomId) {
      recordings += 1
      const entryId = `1_chaos${recordings}`
      const times = { createdDaysAgo: 0, durationS: 60 }
      const texts = { name: `Recording of ${id}`, description: '', tags: '' }
      sandbox.library.add({ id: entryId, ...texts, ...times, rootEntryId: roomId })
      await done(
        notify({
          objectType: 'KalturaHttpNotification',
          eventNotificationJobId: `${id}-${entryId}`,
          object: { objectType: 'KalturaMediaEntry', id: entryId },
        }),
      )
    },
    async meeting(title) {
      const found = readRecords(product).meetings.find(meeting => meeting.title === title)
      if (found === undefined) throw new Error(`There is no meeting ${title}.`)
      return found
    },
    idle: what => untilIdle(product, what, () => true),
  }
}

/** Nothing is due or under way, and what else is asked for holds. */
export async function untilIdle(
  product: ChaosProduct,
  what: string,
  holds: (records: ReturnType<typeof readRecords>) => boolean,
  deadlineMs = IDLE_DEADLINE_MS,
): Promise<void> {
  const startMs = performance.now()
  for (let idle = 0; idle < TIMES_IDLE; ) {
    if (performance.now() - startMs > deadlineMs) throw new Error(`Waited in vain until ${what}.`)
    const records = product.server.state() === 'running' ? readRecords(product) : null
    idle = records?.isIdle && holds(records) ? idle + 1 : 0
    await pause(EVERY_MS)
  }
}
