import type { Meeting } from '../../../shared/src/meetings/meeting.ts'
import type { ChaosRecords } from './chaosRecords.ts'
import type { SeenEvent, SeenMessage, SeenRoom } from './chaosSights.ts'

export interface ChaosCount {
  /** What is at Kaltura without a meeting of ours, or the other way round, and starts that were reported and are no more. */
  readonly halves: readonly string[]
  readonly lost: readonly string[]
  readonly twice: readonly string[]
}

interface Seen {
  readonly records: ChaosRecords
  readonly rooms: readonly SeenRoom[]
  readonly messages: readonly SeenMessage[]
  readonly events: readonly SeenEvent[]
  /** Ids of meetings that somebody was told of. */
  readonly reported: ReadonlySet<string>
}

const isOpen = ({ status }: Meeting) => status === 'live' || status === 'scheduled'

/** Holds what people see against what is written down, once nothing is left to be done. */
export function countMeetings(seen: Seen): ChaosCount {
  const each = seen.records.meetings.map(meeting => countOne(meeting, seen))
  return {
    halves: halvesOf(seen),
    lost: [...each.flatMap(({ lost }) => lost), ...seen.records.parked],
    twice: each.flatMap(({ twice }) => twice),
  }
}

function halvesOf({ records, rooms, reported }: Seen): string[] {
  const ours = new Map(records.meetings.map(meeting => [meeting.id, meeting]))
  const open = rooms.filter(room => room.isOpen).map(({ reference }) => reference)
  const stands = (id: string) => {
    const meeting = ours.get(id)
    return meeting !== undefined && isOpen(meeting)
  }
  return [
    ...open.filter(id => !stands(id)).map(id => `${id} is open at Kaltura and not here`),
    ...open.filter((id, at) => open.indexOf(id) !== at).map(id => `${id} has two rooms at Kaltura`),
    ...[...ours.values()]
      .filter(meeting => isOpen(meeting) && !open.includes(meeting.id))
      .map(({ id }) => `${id} is open here and not at Kaltura`),
    ...[...ours.values()]
      .filter(({ status }) => status === 'preparing')
      .map(({ id }) => `${id} was never finished`),
    ...[...reported].filter(id => !ours.has(id)).map(id => `${id} was reported and is gone`),
  ]
}

const CLOSED = 'Closed to new joiners'
const CALLED_OFF = 'was called off'

/** What the announcement says, as far as that matters here. */
const toldBy = ({ text }: SeenMessage) =>
  text.includes(CLOSED) ? 'ended' : text.includes(CALLED_OFF) ? 'withdrawn' : 'open'

function countOne(meeting: Meeting, { records, messages, events }: Seen) {
  const about = messages.filter(({ text }) => text.includes(meeting.title))
  const having = (...parts: string[]) => about.filter(({ text }) => parts.some(part => text.includes(part)))
  const announcements = having(`kaltura-end:end:${meeting.id}`, CLOSED, CALLED_OFF)
  const recorded = having('is ready to watch')
  const shared = having('asks you to come to')
  const ofIt = events.filter(({ name }) => name === meeting.title)
  const lost: string[] = []
  const twice: string[] = []
  const expectExactly = (what: string, found: number, expected: number) => {
    if (found < expected) lost.push(`${meeting.title}: ${what} missing`)
    if (found > expected) twice.push(`${meeting.title}: ${what} ${found} times instead of ${expected}`)
  }
  // What was withdrawn before it had a room never came to be.
  const isKnown = meeting.status !== 'preparing' && meeting.room !== null
  expectExactly('announcement', announcements.length, isKnown ? 1 : 0)
  expectExactly('recording', recorded.length, meeting.recording.state === 'ready' ? 1 : 0)
  expectExactly('share', shared.length, records.shares.get(meeting.id) ?? 0)
  const isPlanned = isKnown && meeting.plannedAtMs !== null
  // One that was called off may be taken away.
  expectExactly('event', ofIt.length, isPlanned ? (meeting.status === 'withdrawn' ? ofIt.length && 1 : 1) : 0)
  const told = isOpen(meeting) ? 'open' : meeting.status
  if (announcements.some(message => toldBy(message) !== told))
    lost.push(`${meeting.title}: the announcement says something else than that it is ${meeting.status}`)
  if (ofIt.some(({ status }) => status >= 3 === isOpen(meeting)))
    lost.push(`${meeting.title}: the event says something else than that it is ${meeting.status}`)
  return { lost, twice }
}
