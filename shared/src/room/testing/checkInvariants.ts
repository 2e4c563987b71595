import { expect } from 'vitest'
import { hasNext } from '../evolveQueue.ts'
import { MAX_MEMBERS, RECENT_COMMANDS, WAIT_DEADLINE_MS } from '../limits.ts'
import { hostOf, lentOf, whoMay } from '../mayControl.ts'
import { type Queue, type Room, RoomSchema } from '../roomState.ts'
import { outcomeOf, tally } from '../tally.ts'

/** What holds in every room between two commands. */
export function checkInvariants(room: Room): void {
  expect(RoomSchema.parse(room)).toEqual(room)
  const broken = invariants.filter(([, holds]) => !holds(room)).map(([what]) => what)
  expect(broken, JSON.stringify(room)).toEqual([])
}

const ids = ({ members }: Room): string[] => members.map(({ id }) => id)
/** What is on doesn't wait as well. */
const queued = ({ items, current }: Queue): string[] =>
  [...items, ...(current ? [current] : [])].map(({ id }) => id)
const isUnique = (items: readonly string[]): boolean => new Set(items).size === items.length

const invariants: readonly (readonly [what: string, holds: (room: Room) => boolean])[] = [
  ['a member is in the room once', room => isUnique(ids(room))],
  ['the room is not too full', ({ members }) => members.length <= MAX_MEMBERS],
  [
    'it remembers not too many commands',
    ({ recentCommandIds }) => recentCommandIds.length <= RECENT_COMMANDS,
  ],
  [
    'it is idle exactly when nothing is on',
    ({ video, playback }) => (video === null) === (playback.mode === 'idle'),
  ],
  [
    'from nothing nobody is apart',
    ({ video, members }) => video !== null || members.every(({ apart }) => !apart),
  ],
  ['it waits for members', room => waitingFor(room).every(id => ids(room).includes(id))],
  ['it waits for each once', room => isUnique(waitingFor(room))],
  ['it waits for somebody', room => room.playback.mode !== 'waiting' || waitingFor(room).length > 0],
  ['a wait has a deadline', room => hasDeadline(room)],
  [
    'nothing moves for nobody',
    ({ members, playback }) =>
      members.length > 0 || (playback.mode !== 'playing' && playback.mode !== 'waiting'),
  ],
  ['a video waits in the queue once', ({ queue }) => isUnique(queued(queue))],
  [
    'what is on of the queue is on',
    ({ video, queue }) => queue.current === null || queue.current.video.entryId === video?.entryId,
  ],
  [
    'the next one comes by itself only after an end, while there is one and somebody to see it',
    room => room.queue.upNextAtMs === null || (room.playback.mode === 'ended' && hasNext(room)),
  ],
  [
    'somebody who is there is host, and a guest from outside only where nobody belongs there',
    room => room.control.hostId === hostOf(room),
  ],
  ['a vote is among those who are there', room => voted(room).every(id => ids(room).includes(id))],
  ['nobody votes twice', room => isUnique(voted(room))],
  ['a vote that is decided is over', room => isOpen(room)],
  ['nobody votes where there are no votes', room => isVotedWhereVotesAre(room)],
  ['a suggestion waits once', ({ queue }) => isUnique(queue.suggestions.map(({ id }) => id))],
  [
    'a suggestion is not in the queue already',
    ({ queue }) => queue.suggestions.every(({ id }) => !queued(queue).includes(id)),
  ],
  [
    'who is host has nothing to take back',
    ({ control }) => lentOf(control).every(({ fromId }) => fromId !== control.hostId),
  ],
  ['it stands inside the video', room => isInside(room)],
]

const voted = ({ control: { ballot } }: Room): readonly string[] =>
  ballot ? [...ballot.yes, ...ballot.no] : []

const isOpen = (room: Room): boolean =>
  room.control.ballot === null || outcomeOf(tally(room, room.control.ballot)) === null

const isVotedWhereVotesAre = ({ control }: Room): boolean =>
  control.ballot === null || whoMay(control, 'queue') === 'vote'

const waitingFor = ({ playback }: Room): readonly string[] =>
  playback.mode === 'waiting' ? playback.waitingFor : []

function hasDeadline({ playback }: Room): boolean {
  return (
    playback.mode !== 'waiting' || playback.untilMs - playback.sinceMs === WAIT_DEADLINE_MS[playback.reason]
  )
}

function isInside({ video, playback }: Room): boolean {
  if (playback.mode === 'idle' || playback.positionS === null) return true
  if (playback.positionS < 0) return false
  // A start or a change of speed may lie a little past the end; the video is over before it comes.
  return playback.mode === 'playing' || video?.durationS == null || playback.positionS <= video.durationS
}
