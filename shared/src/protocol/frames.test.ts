import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { type Ballot, EMPTY_QUEUE, OPEN_CONTROL, type PlaybackOf, RoomSchema } from '../room/roomState.ts'
import { ANA, BEN, FILM } from '../room/testing/stage.ts'
import { type MemberCommand, MemberCommandSchema } from './commands.ts'
import { ERRORS, ErrorCodeSchema, WireErrorSchema } from './errors.ts'
import { CommittedEventSchema, type RoomEvent, type RoomEventType } from './events.ts'
import {
  ClockProbeSchema,
  ClockReplySchema,
  ClosingSchema,
  CommandAckSchema,
  CommandFrameSchema,
  EventsFrameSchema,
  HelloAckSchema,
  HelloSchema,
  PresenceSchema,
  TelemetrySchema,
} from './frames.ts'
import { PROTOCOL_VERSION, SUPPORTED_PROTOCOL_VERSIONS } from './version.ts'

/*
 * What peers of protocol version 3 send, written down once and never changed: this build must go on reading it for
 * as long as it says that it supports the version. A new kind gets a new line, and a new kind of event a new version.
 */
const commands: { readonly [T in MemberCommand['type']]: Extract<MemberCommand, { type: T }> } = {
  'video.watch': { type: 'video.watch', entryId: '0_film', startS: 12.5, onlyIfIdle: true },
  'video.clear': { type: 'video.clear' },
  'playback.play': { type: 'playback.play' },
  'playback.pause': { type: 'playback.pause', positionS: 61.25 },
  'playback.seek': { type: 'playback.seek', positionS: 0 },
  'playback.seekToLiveEdge': { type: 'playback.seekToLiveEdge' },
  'playback.setRate': { type: 'playback.setRate', rate: 1.25 },
  'playback.ready': { type: 'playback.ready', waitId: 'w-1', positionS: 61.25 },
  'playback.stalled': { type: 'playback.stalled', positionS: 1_790_000_000.5 },
  'playback.recovered': { type: 'playback.recovered' },
  'playback.continueWithout': { type: 'playback.continueWithout', waitId: 'w-1' },
  'queue.add': { type: 'queue.add', entryIds: ['0_film', '1_live'], where: 'next' },
  'queue.remove': { type: 'queue.remove', itemId: 'q-1' },
  'queue.move': { type: 'queue.move', itemId: 'q-1', beforeId: null },
  'queue.play': { type: 'queue.play', itemId: 'q-1' },
  'queue.next': { type: 'queue.next', afterId: 'q-1' },
  'queue.shuffle': { type: 'queue.shuffle' },
  'queue.clear': { type: 'queue.clear' },
  'queue.setRepeat': { type: 'queue.setRepeat', repeat: 'all' },
  'queue.stay': { type: 'queue.stay' },
  'queue.restore': { type: 'queue.restore' },
  'queue.declineOffer': { type: 'queue.declineOffer' },
  'member.setApart': { type: 'member.setApart', apart: true },
  'queue.suggest': { type: 'queue.suggest', entryIds: ['0_film'] },
  'queue.accept': { type: 'queue.accept', itemId: 's-1', where: 'last' },
  'queue.dismiss': { type: 'queue.dismiss', itemId: 's-1' },
  'control.setMode': { type: 'control.setMode', mode: 'vote' },
  'control.allow': { type: 'control.allow', action: 'playPause', who: null },
  'control.lock': { type: 'control.lock', locked: true },
  'control.handOver': { type: 'control.handOver', memberId: BEN },
  'control.takeBack': { type: 'control.takeBack' },
  'vote.start': { type: 'vote.start', what: { kind: 'choose', entryId: '0_film' } },
  'vote.cast': { type: 'vote.cast', ballotId: 'b-1', yes: false },
  'vote.cancel': { type: 'vote.cancel' },
  'room.undo': { type: 'room.undo', actId: 'command-1' },
  'comment.pin': { type: 'comment.pin', entryId: '0_film', positionS: 61.25, text: 'Look at that' },
  'comment.remove': { type: 'comment.remove', commentId: 'c-1' },
  'comment.restore': { type: 'comment.restore', commentId: 'c-1' },
}

const member = {
  id: ANA,
  displayName: 'Ana',
  avatarUrl: '/api/v1/avatars/1400000000000000001/ab',
  joinedAtMs: 1_790_000_000_000,
  guest: false,
  outside: false,
  stalled: false,
  ignoreWait: false,
  apart: false,
  waitedAtMs: [1_790_000_000_000],
}
const playing = {
  mode: 'playing',
  positionS: 3,
  atMs: 1_790_000_000_200,
  rate: 1,
  approachRate: 0,
  by: ANA,
} as const
const paused = { mode: 'paused', positionS: 3, rate: 1, by: null } as const
const waiting: PlaybackOf<'waiting'> = {
  mode: 'waiting',
  waitId: 'w-1',
  reason: 'seek',
  positionS: null,
  rate: 1,
  waitingFor: [ANA, BEN],
  sinceMs: 1_790_000_000_000,
  untilMs: 1_790_000_008_000,
  next: 'playing',
  by: BEN,
}
const promised = { ...waiting, positionS: 61.25, promisedMs: 1_790_000_000_700.5 }
const ended = { mode: 'ended', positionS: 120, rate: 1 } as const
const item = { id: 'q-1', video: FILM, by: ANA, byName: 'Ana' }

const ballot: Ballot = {
  id: 'b-1',
  what: { kind: 'choose', video: FILM },
  by: ANA,
  yes: [ANA],
  no: [BEN],
  startedAtMs: 1_790_000_000_000.5,
  untilMs: 1_790_000_030_000.5,
}

const comment = {
  id: 'c-1',
  entryId: '0_film',
  guildId: '1200000000000000001',
  userId: ANA,
  displayName: 'Ana',
  avatarUrl: '/api/v1/avatars/1400000000000000001/ab',
  positionS: 61.25,
  text: 'Look at that',
  createdAtMs: 1_790_000_000_000,
}

const events: { readonly [T in RoomEventType]: Extract<RoomEvent, { type: T }> } = {
  'member.joined': { type: 'member.joined', member },
  'member.updated': { type: 'member.updated', member: { ...member, avatarUrl: null } },
  'member.left': { type: 'member.left', memberId: ANA, reason: 'gone' },
  'member.stalled': { type: 'member.stalled', memberId: ANA },
  'member.recovered': { type: 'member.recovered', memberId: ANA },
  'member.waitIgnored': { type: 'member.waitIgnored', memberId: ANA },
  'member.apart': { type: 'member.apart', memberId: ANA, apart: true },
  'video.changed': { type: 'video.changed', video: FILM, by: ANA },
  'video.cleared': { type: 'video.cleared', by: ANA },
  'playback.started': { type: 'playback.started', playback: playing, by: ANA },
  'playback.paused': { type: 'playback.paused', playback: paused, by: null },
  'playback.seeked': { type: 'playback.seeked', playback: waiting, by: BEN },
  'playback.rateChanged': { type: 'playback.rateChanged', playback: playing, by: ANA },
  'playback.waited': { type: 'playback.waited', playback: waiting, by: BEN },
  'playback.resumed': { type: 'playback.resumed', playback: playing, by: null },
  'playback.ended': { type: 'playback.ended', playback: ended, by: null },
  'queue.added': { type: 'queue.added', items: [item], where: 'last', by: ANA },
  'queue.removed': { type: 'queue.removed', itemId: 'q-1', by: null },
  'queue.moved': { type: 'queue.moved', itemId: 'q-1', beforeId: 'q-2', by: BEN },
  'queue.shuffled': { type: 'queue.shuffled', itemIds: ['q-2', 'q-1'], by: BEN },
  'queue.cleared': { type: 'queue.cleared', by: ANA },
  'queue.repeatSet': { type: 'queue.repeatSet', repeat: 'one', by: ANA },
  'queue.taken': { type: 'queue.taken', item, by: null },
  'queue.upNext': { type: 'queue.upNext', atMs: 1_790_000_005_000.5, by: null },
  'queue.suggested': { type: 'queue.suggested', items: [item], by: BEN },
  'queue.dismissed': { type: 'queue.dismissed', itemId: 's-1', by: ANA },
  'control.modeSet': { type: 'control.modeSet', mode: 'host', by: ANA },
  'control.allowed': { type: 'control.allowed', action: 'seek', who: 'everyone', by: ANA },
  'control.locked': { type: 'control.locked', locked: true, by: ANA },
  'control.handed': { type: 'control.handed', toId: BEN, by: null, reason: 'left' },
  'vote.started': { type: 'vote.started', ballot, by: ANA },
  'vote.cast': { type: 'vote.cast', ballotId: 'b-1', yes: true, by: BEN },
  'vote.ended': { type: 'vote.ended', ballotId: 'b-1', passed: true, why: 'counted', by: null },
  'room.undone': {
    type: 'room.undone',
    actId: 'command-1',
    kind: 'putOn',
    playback: { mode: 'idle' },
    video: null,
    by: BEN,
  },
  'offer.restored': { type: 'offer.restored', items: [item], leftOut: 2, fromRoomId: 'before', by: ANA },
  'offer.declined': { type: 'offer.declined', fromRoomId: 'before', by: ANA },
  'comment.pinned': { type: 'comment.pinned', comment, by: ANA },
  'comment.removed': { type: 'comment.removed', commentId: 'c-1', entryId: '0_film', by: BEN },
  'comment.restored': { type: 'comment.restored', commentId: 'c-1', entryId: '0_film', by: BEN },
}

const committed = Object.values(events).map((event, index) => ({
  seq: index + 1,
  atMs: 1_790_000_000_000.25,
  commandId: `command-${index}`,
  event,
}))

const room = {
  id: 'room',
  instanceId: 'i-1-gc-2-3',
  seq: 4,
  video: FILM,
  playback: waiting,
  queue: {
    items: [item],
    repeat: 'all',
    current: { ...item, id: 'q-0' },
    upNextAtMs: null,
    suggestions: [item],
  },
  control: {
    mode: 'vote',
    hostId: ANA,
    allow: { seek: 'host', queue: 'everyone' },
    locked: true,
    lent: { fromId: BEN, toId: ANA, atMs: 1_790_000_000_000.5 },
    lentBefore: [{ fromId: ANA, toId: null, atMs: 1_790_000_000_000 }],
    ballot,
    lostVotes: [{ what: { kind: 'skip', afterId: null }, by: BEN, atMs: 1_790_000_000_000 }],
  },
  undo: { id: 'command-1', by: ANA, atMs: 1_790_000_000_000.5, kind: 'seek', positionS: null },
  offer: { items: [item], video: FILM, positionS: 75.5, keptAtMs: 1_789_000_000_000, fromRoomId: 'before' },
  members: [member],
  recentCommandIds: ['command-1'],
}

const error = { code: 'rate_limited', message: 'Too much at once. Try again in a moment.', retryAfterS: 1 }

const frames: readonly (readonly [name: string, schema: z.ZodType, frame: unknown])[] = [
  ['hello', HelloSchema, { protocol: 3 }],
  ['hello', HelloSchema, { protocol: 3, roomId: 'room', lastSeq: 4 }],
  ['hello answer', HelloAckSchema, helloAnswer({ kind: 'tail', events: committed })],
  ['hello answer', HelloAckSchema, helloAnswer({ kind: 'snapshot', room })],
  ['hello answer', HelloAckSchema, helloAnswer({ kind: 'snapshot', room: { ...room, playback: promised } })],
  ['hello answer', HelloAckSchema, { ok: false, error: { ...error, code: 'protocol_unsupported' } }],
  [
    'command',
    CommandFrameSchema,
    { id: 'command-1', command: { ...commands['playback.ready'], byMs: 1_790_000_000_700.5 } },
  ],
  ['command', CommandFrameSchema, { id: 'command-1', command: { ...commands['queue.next'], afterId: null } }],
  ['acknowledgement', CommandAckSchema, { ok: true, seq: 0 }],
  ['acknowledgement', CommandAckSchema, { ok: false, error: { ...error, field: 'command.positionS' } }],
  ['events', EventsFrameSchema, { roomId: 'room', events: committed }],
  ['clock', ClockProbeSchema, { sentMs: 12.5 }],
  [
    'clock answer',
    ClockReplySchema,
    { sentMs: 12.5, receivedMs: 1_790_000_000_000.5, repliedMs: 1_790_000_000_000.75 },
  ],
  [
    'telemetry',
    TelemetrySchema,
    { state: 'inStep', errorS: 0, bufferedS: 12, oneWayP95Ms: 40, cannotWatch: ['0_film'] },
  ],
  ['telemetry', TelemetrySchema, { state: 'catchingUp', errorS: -0.25, bufferedS: 12, oneWayP95Ms: 40 }],
  ['presence', PresenceSchema, { members: { [ANA]: { state: 'inStep', errorS: null } } }],
  ['closing', ClosingSchema, { reason: 'draining', reconnectInMs: 250 }],
  ['closing', ClosingSchema, { reason: 'replaced' }],
]

function helloAnswer(state: object): object {
  return { ok: true, welcome: { memberId: ANA, roomId: 'room', state } }
}

const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('frames of protocol version 3', () => {
  it('SY5 are of a version that this build supports', () => {
    expect(SUPPORTED_PROTOCOL_VERSIONS).toContain(3)
    expect(SUPPORTED_PROTOCOL_VERSIONS).toContain(PROTOCOL_VERSION)
  })

  it.each(Object.values(commands))('SY5 the command $type is read', command => {
    const frame = { id: 'command-1', command }
    expect(CommandFrameSchema.parse(sent(frame))).toEqual(frame)
  })

  it.each(committed)('SY5 the event $event.type is read', event => {
    expect(CommittedEventSchema.parse(sent(event))).toEqual(event)
  })

  it.each(frames)('SY5 %s is read', (_name, schema, frame) => {
    expect(schema.parse(sent(frame))).toEqual(frame)
  })

  it('SY5 a field that this build does not know is left out, not refused', () => {
    const command = { type: 'playback.play', later: true }
    expect(MemberCommandSchema.parse(command)).toEqual({ type: 'playback.play' })
  })
})

describe('rooms and events that were stored before there were queues', () => {
  it('SY5 a room has an empty queue', () => {
    const { queue: _, ...stored } = room
    expect(RoomSchema.parse(sent(stored))).toEqual({ ...stored, queue: EMPTY_QUEUE })
  })
})

describe('rooms that were stored before anybody controlled them', () => {
  it('CT2 a room is everybody’s, nothing in it waits as a suggestion, and nothing can be taken back', () => {
    const { control: _, undo: __, queue, ...stored } = room
    const { suggestions: ___, ...queued } = queue
    expect(RoomSchema.parse(sent({ ...stored, queue: queued }))).toEqual({
      ...stored,
      queue: { ...queued, suggestions: [] },
      control: OPEN_CONTROL,
      undo: null,
    })
  })
})

const spoilt: readonly (readonly [what: string, command: unknown])[] = [
  ['no command', null],
  ['a list', [commands['playback.play']]],
  ['an unknown type', { type: 'playback.explode' }],
  ["the server's own", { type: 'room.leave', memberId: ANA, reason: 'left' }],
  ['a name of a prototype', { type: '__proto__' }],
  ['a position that is no number', { type: 'playback.seek', positionS: '12' }],
  ['a position before the beginning', { type: 'playback.seek', positionS: -1 }],
  ['a position that is not finite', { type: 'playback.seek', positionS: Number.POSITIVE_INFINITY }],
  ['a position that is not a number', { type: 'playback.pause', positionS: Number.NaN }],
  ['a speed out of bounds', { type: 'playback.setRate', rate: 100 }],
  ['an entry that is a path', { type: 'video.watch', entryId: '../secrets' }],
  ['a video too many', { type: 'queue.add', entryIds: Array(51).fill('0_film'), where: 'last' }],
  ['no video to add', { type: 'queue.add', entryIds: [], where: 'last' }],
  ['a place that there is not', { type: 'queue.add', entryIds: ['0_film'], where: 'first' }],
  ['a skip of whatever is on', { type: 'queue.next' }],
  ['a comment of nothing', { ...commands['comment.pin'], text: '' }],
  ['a comment without end', { ...commands['comment.pin'], text: 'a'.repeat(1201) }],
  ['a comment on a path', { ...commands['comment.pin'], entryId: '../x' }],
  ['a wait of endless name', { type: 'playback.ready', waitId: 'w'.repeat(65), positionS: 0 }],
]

it.each(spoilt)('SY7 a command with %s is refused', (_what, command) => {
  expect(MemberCommandSchema.safeParse(command).success).toBe(false)
})

it('SY8 every code of an error says with which status it travels', () => {
  for (const code of ErrorCodeSchema.options) {
    expect(WireErrorSchema.parse({ code, message: 'A sentence.' })).toEqual({ code, message: 'A sentence.' })
    expect(ERRORS[code].status).toBeGreaterThanOrEqual(400)
    expect(ERRORS[code].status).toBeLessThan(600)
  }
})
