import { describe, expect, it } from 'vitest'
import type { Meeting } from '../../../shared/src/meetings/meeting.ts'
import { countMeetings } from './countMeetings.ts'

const ID = 'k7f29x3qab'
const TITLE = 'Chaos 000001'
const meeting = (more: Partial<Meeting> = {}): Meeting => ({
  id: ID,
  guildId: '1200000000000000001',
  channelId: null,
  type: 'meeting',
  title: TITLE,
  description: null,
  status: 'live',
  owner: { id: '1400000000000000001', name: 'Ana' },
  mayMentionEveryone: false,
  plannedAtMs: null,
  startedAtMs: 1,
  openedAtMs: null,
  endedAtMs: null,
  endedBy: null,
  endReason: null,
  waitForHost: true,
  room: { provider: 'entry', id: '1_room', scheduleEventId: null, broadcastEntryId: null },
  recording: { state: 'awaited', entryId: null },
  joined: 0,
  attendance: null,
  createdAtMs: 1,
  version: 1,
  ...more,
})

type Seen = Parameters<typeof countMeetings>[0]

const LIVE = { id: '1', channelId: '2', text: `${TITLE} kaltura-end:end:${ID}` }
const OVER = { id: '1', channelId: '2', text: `${TITLE} Closed to new joiners` }
const OFF = { id: '1', channelId: '2', text: `${TITLE} was called off` }
const ROOM = { reference: ID, isOpen: true }

function count(more: Partial<Seen> = {}, of: Meeting = meeting()) {
  const records = { meetings: [of], shares: new Map(), parked: [], isIdle: true, removals: 0 }
  const seen: Seen = {
    records,
    rooms: [ROOM],
    messages: [LIVE],
    events: [],
    reported: new Set([ID]),
    ...more,
  }
  const { halves, lost, twice } = countMeetings(seen)
  return [halves.length, lost.length, twice.length]
}

const ended = meeting({ status: 'ended' })
const closed = { rooms: [{ ...ROOM, isOpen: false }] }
const planned = meeting({ status: 'scheduled', plannedAtMs: 2 })
const calledOff: Meeting = { ...planned, status: 'withdrawn' }
const event = (status: number) => ({ name: TITLE, status })

describe('what a crash leaves is counted', () => {
  it('as nothing where all is well', () => {
    expect(count()).toEqual([0, 0, 0])
    expect(count({ ...closed, messages: [OVER] }, ended)).toEqual([0, 0, 0])
    expect(count({ events: [event(1)] }, planned)).toEqual([0, 0, 0])
    for (const events of [[], [event(4)]])
      expect(count({ rooms: [], messages: [OFF], events }, calledOff)).toEqual([0, 0, 0])
  })

  it.each([
    ['a room without a meeting', { rooms: [ROOM, { reference: 'other', isOpen: true }] }, meeting()],
    ['two rooms', { rooms: [ROOM, ROOM] }, meeting()],
    ['a meeting without a room', { rooms: [] }, meeting()],
    ['a room that outlasts its meeting', { messages: [OVER] }, ended],
    ['one that was never finished', { rooms: [], messages: [] }, meeting({ status: 'preparing' })],
    ['one that was reported and is gone', { reported: new Set([ID, 'other']) }, meeting()],
  ])('as half made: %s', (_what, seen, of) => {
    expect(count(seen, of)).toEqual([1, 0, 0])
  })

  it.each([
    ['no announcement', { messages: [] }, meeting()],
    ['one that says it is on', { ...closed, messages: [LIVE] }, ended],
    ['one that says it is over', { messages: [OVER] }, meeting()],
    ['no event', {}, planned],
    ['one that says it is planned', { rooms: [] }, calledOff],
    ['an event that stays', { rooms: [], messages: [OFF], events: [event(1)] }, calledOff],
    ['an event that is over', { events: [event(3)] }, planned],
    [
      'a recording',
      { ...closed, messages: [OVER] },
      { ...ended, recording: { state: 'ready', entryId: '1_a' } } as const,
    ],
  ])('as lost: %s', (_what, seen, of) => {
    expect(count(seen, of)).toEqual([0, 1, 0])
  })

  it.each([
    ['an announcement', { messages: [LIVE, { ...LIVE, id: '9' }] }, meeting()],
    ['an event', { events: [event(1), event(1)] }, planned],
    [
      'something shared',
      { messages: [LIVE, { ...LIVE, id: '9', text: `Ana asks you to come to ${TITLE}` }] },
      meeting(),
    ],
  ])('as seen twice: %s', (_what, seen, of) => {
    expect(count(seen, of)).toEqual([0, 0, 1])
  })
})
