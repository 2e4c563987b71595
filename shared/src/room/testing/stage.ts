import type { RoomCommand } from '../../protocol/commands.ts'
import type { CommittedEvent, RoomEvent } from '../../protocol/events.ts'
import type { CommentFacts } from '../comment.ts'
import { decide } from '../decide.ts'
import type { Decision, DecisionContext } from '../decision.ts'
import { evolve } from '../evolve.ts'
import { openRoom, type PlaybackMode, type PlaybackOf, type Room, type VideoSummary } from '../roomState.ts'
import { commentFactsFor } from './commentFacts.ts'

/** Ana, Ben, Cleo, Dan … */
export const person = (index: number): string => String(1_400_000_000_000_000_001n + BigInt(index))

export const ANA = person(0)
export const BEN = person(1)
export const CLEO = person(2)
/** Somebody with no account at Discord. */
export const GUEST = '0123456789'

export const FILM: VideoSummary = {
  entryId: '0_film',
  name: 'Film',
  kind: 'vod',
  durationS: 120,
  dvrWindowS: null,
}
export const LIVE: VideoSummary = {
  entryId: '1_live',
  name: 'Live',
  kind: 'live',
  durationS: null,
  dvrWindowS: 60,
}

const START_MS = 1_790_000_000_000
export const LEAD_MS = 200

/** One room and the hands that drive it: time goes on only when told to. */
export interface Stage {
  room: Room
  nowMs: number
  /** Everything committed so far. */
  readonly events: CommittedEvent[]
  /** Asks as this person (null: the server) and commits what comes of it. */
  run(actorId: string | null, command: RoomCommand, options?: StageOptions): Decision
  /** The same, where only the events matter; anything but an acceptance throws. */
  accept(actorId: string | null, command: RoomCommand, options?: StageOptions): readonly RoomEvent[]
  pass(ms: number): void
}

export interface StageOptions {
  readonly commandId?: string
  readonly video?: VideoSummary
  /** What the library says of videos of the queue; left out, each that is added is as long as the film. */
  readonly lookedUp?: DecisionContext['lookedUp']
  /** Left out, what there is of comments follows from what was committed. */
  readonly comments?: DecisionContext['comments']
  readonly leadMs?: number
  /** Left out, they are counted. */
  readonly newId?: () => string
}

export function createStage(room: Room = openRoom('room', 'instance')): Stage {
  let issued = 0
  const stage: Stage = {
    room,
    nowMs: START_MS,
    events: [],
    run: (actorId, command, options = {}) => {
      const { commandId = `command-${++issued}`, video = FILM, leadMs = LEAD_MS } = options
      const { lookedUp = libraryFor(command) } = options
      const { newId = () => `id-${++issued}` } = options
      const { comments = factsFor(stage, actorId, command) } = options
      const context = { nowMs: stage.nowMs, actorId, commandId, newId, leadMs, video, lookedUp, comments }
      const decision = decide(stage.room, command, context)
      if (decision.ok) for (const event of decision.events) commit(stage, commandId, event)
      return decision
    },
    accept: (actorId, command, options) => {
      const decision = stage.run(actorId, command, options)
      if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.code}`)
      return decision.events
    },
    pass: ms => {
      stage.nowMs += ms
    },
  }
  return stage
}

/** Of comments; Ana may remove what others have said. */
const factsFor = (stage: Stage, actorId: string | null, command: RoomCommand): CommentFacts => ({
  ...commentFactsFor({ ...stage, actorId, command }),
  mayRemoveAll: actorId === ANA,
})

const libraryFor = (command: RoomCommand): Map<string, VideoSummary> =>
  new Map('entryIds' in command ? command.entryIds.map(id => [id, filmCalled(id)]) : [])

/** As long as the film, under another id. */
export const filmCalled = (entryId: string): VideoSummary => ({ ...FILM, entryId, name: entryId })

function commit(stage: Stage, commandId: string, event: RoomEvent): void {
  const committed = { seq: stage.room.seq + 1, atMs: stage.nowMs, commandId, event }
  stage.events.push(committed)
  stage.room = evolve(stage.room, committed)
}

/** A room with that many people in it and nothing on. */
export function gathered(people: number, room?: Room): Stage {
  const stage = createStage(room)
  for (let index = 0; index < people; index++)
    stage.accept(person(index), { type: 'room.join', displayName: `Person ${index}`, avatarUrl: null })
  return stage
}

/** The same people, a video on, everybody ready and the start reached. */
export function watching(people: number, video: VideoSummary = FILM, startS = 0): Stage {
  const stage = gathered(people)
  stage.accept(ANA, { type: 'video.watch', entryId: video.entryId, startS }, { video })
  everybodyReady(stage, video.kind === 'live' ? stage.nowMs / 1000 - 15 : startS)
  stage.pass(LEAD_MS)
  return stage
}

export function everybodyReady(stage: Stage, positionS: number): void {
  for (const { id } of stage.room.members) {
    const { playback } = stage.room
    if (playback.mode !== 'waiting') return
    stage.accept(id, { type: 'playback.ready', waitId: playback.waitId, positionS })
  }
}

/** The playback, which must be in that mode. */
export function playbackIn<M extends PlaybackMode>(stage: Stage, mode: M): PlaybackOf<M> {
  const { playback } = stage.room
  if (!isIn(playback, mode)) throw new Error(`The room is ${playback.mode}, not ${mode}.`)
  return playback
}

function isIn<M extends PlaybackMode>(playback: Room['playback'], mode: M): playback is PlaybackOf<M> {
  return playback.mode === mode
}
