import { control } from './hostRequests.ts'
import { formatMs } from './measure/format.ts'
import { type CommandExample, type Probe, runCommand, typed } from './probes.ts'
import { list, nullable, number, object, oneOf, text } from './read.ts'

const readRooms = list(
  object({ title: text(), reference: text(), state: oneOf(['open', 'closed', 'deleted']) }),
)
const readDelivery = object({ status: nullable(number) })

const startCommand: CommandExample = {
  command: 'kaltura-start',
  options: { type: 'meeting', title: 'Film talk' },
  kind: 'text',
}

const startMeeting: Probe = {
  id: 'meeting-start',
  label: () => 'Start a meeting',
  what: crowd => typed(crowd, startCommand),
  run: crowd => runCommand(crowd, startCommand),
}

/** The application finds its rooms again by the references that it gave them, which are the ids of its meetings. */
const endMeeting: Probe = {
  id: 'meeting-end',
  label: () => 'End it',
  what: ({ people }) => `${people[0]?.user.globalName ?? 'Somebody'} ends the latest meeting`,
  run: async crowd => {
    const rooms = await control('meetings', null, readRooms)
    const latest = rooms.findLast(({ state, reference }) => state === 'open' && reference !== '')
    if (latest === undefined) return 'No room is open at Kaltura.'
    const options = { 'meeting-id': latest.reference }
    return runCommand(crowd, { command: 'kaltura-end', options, kind: 'text' })
  },
}

/** Whoever sends it knows an entry's id, and not the account's secret. */
const forgedNotification: Probe = {
  id: 'forged-notification',
  label: () => 'Send a forged notification',
  what: () => 'Somebody says that a recording is ready',
  run: async () => {
    const startedAtMs = performance.now()
    const wish = { about: 'entry', objectId: '0_testcard', tamper: 'secret' }
    const { status } = await control('meetings/webhook', wish, readDelivery)
    return describeForgery(status, performance.now() - startedAtMs)
  },
}

export function describeForgery(status: number | null, afterMs: number): string {
  if (status === null) return 'The application did not answer.'
  const isTaken = status >= 200 && status < 300
  return `${isTaken ? 'Taken, which it must not be' : 'Refused'}: ${status} in ${formatMs(afterMs)}.`
}

export const meetingProbes: readonly Probe[] = [startMeeting, endMeeting, forgedNotification]
