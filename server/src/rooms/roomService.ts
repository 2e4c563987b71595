import type { RoomCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent, RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { CommandAck, Hello, Welcome } from '@kaltura-discord/shared/protocol/frames.ts'
import { decide } from '@kaltura-discord/shared/room/decide.ts'
import type { Decision, DecisionContext } from '@kaltura-discord/shared/room/decision.ts'
import { evolve } from '@kaltura-discord/shared/room/evolve.ts'
import { openRoom, type Room, type VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import { fail, type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { SerialQueue } from '../platform/serialQueue.ts'
import { type CommentSource, commentQuestionOf } from './commentSource.ts'
import { keptAt } from './keptAt.ts'
import { lookUpOffered } from './lookUpOffered.ts'
import { type LookedUp, lookUpAdded, lookUpNext } from './lookUps.ts'
import { passesVote } from './passesVote.ts'
import type { RoomStore } from './roomStore.ts'
import { withoutOffer } from './withoutOffer.ts'

export interface RoomServiceOptions {
  readonly store: RoomStore
  readonly clock: RoomClock
  readonly newId: () => string
  /** Called once for each commit, in order, after it stands in the store. */
  readonly broadcast: (room: Room, events: readonly CommittedEvent[]) => void
  readonly lookUpVideo: (entryId: string) => Promise<Result<VideoSummary>>
  /** Where an Activity runs; null where nobody knows. Left out, nobody knows of any. */
  readonly placeOf?: (instanceId: string) => Promise<string | null>
  /** Left out, there is no server whose comments could be kept. */
  readonly comments?: CommentSource | undefined
  /** How far ahead changes of this instance's room take effect, ms. */
  readonly leadMs: (instanceId: string) => number
}

export interface Request {
  readonly instanceId: string
  /** Null for the server itself. */
  readonly actorId: string | null
  /** The server they are in; left out where it makes no difference. */
  readonly guildId?: string | null
  readonly commandId: string
  readonly command: RoomCommand
}

export interface Greeting {
  readonly instanceId: string
  readonly memberId: string
  readonly hello: Hello
  /** A member who may not look into the library isn't told what was kept of it here. */
  readonly seesLibrary: boolean
}

export interface RoomService {
  /** Answers once the command's events stand in the store. */
  execute(request: Request): Promise<CommandAck>
  /**
   * Hands the welcome to `deliver` at a moment when no commit is under way: whoever subscribes inside it misses
   * nothing and gets nothing twice.
   */
  greet(greeting: Greeting, deliver: (welcome: Welcome) => void): Promise<void>
  /** Commits what `decideEvents` makes of the room as it is; for what the server itself has found out. */
  amend(instanceId: string, decideEvents: (room: Room) => Decision): Promise<CommandAck>
  /** Forgets a cached room; the store still has it. */
  forget(instanceId: string): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/**
 * A command meets a changed room this often, and for this long, before it is given back. Whoever has just won is quick
 * to win again, so that a node has to lose often before anybody is told.
 */
const MAX_ATTEMPTS = 256
const MAX_ATTEMPTS_MS = 1_500

/** Commands that are refused where a look-up fails. */
const LOOKING_UP: readonly RoomCommand['type'][] = ['video.watch', 'queue.add', 'queue.suggest', 'vote.start']

/** Load, decide, commit, tell; free of sockets, HTTP and timers. */
export function createRoomService(options: RoomServiceOptions): RoomService {
  const { store, clock, newId, broadcast } = options
  const rooms = new Map<string, Room>()
  const queue = new SerialQueue()
  /**
   * Keeps one member's commands in the order they were sent, although some wait for a look-up. What only changes what
   * waits in the queue has an order of its own: nobody's pause stands behind fifty look-ups.
   */
  const senders = new SerialQueue()

  async function open(instanceId: string): Promise<Room> {
    const known = rooms.get(instanceId) ?? (await store.load(instanceId))
    if (known) return keep(known)
    const place = (await options.placeOf?.(instanceId)) ?? null
    const offer = place === null ? null : await keptAt(store, place, clock.nowMs())
    const fresh = { ...openRoom(newId(), instanceId), offer }
    if (await store.create(fresh, clock.nowMs(), place)) return keep(fresh)
    return open(instanceId)
  }

  function keep(room: Room): Room {
    rooms.set(room.instanceId, room)
    return room
  }

  /** Decides until the commit finds the room unchanged. Runs inside the room's queue. */
  async function decideAndCommit(
    instanceId: string,
    commandId: string,
    decideEvents: (room: Room, nowMs: number) => Decision,
  ): Promise<CommandAck> {
    const sinceMs = clock.nowMs()
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const room = await open(instanceId)
      const nowMs = clock.nowMs()
      if (attempt > 0 && nowMs - sinceMs > MAX_ATTEMPTS_MS) break
      const decision = decideEvents(room, nowMs)
      if (!decision.ok || decision.events.length === 0) {
        if (await isCurrent(room)) return withoutCommit(decision, room)
        await catchUp(room)
        continue
      }
      const events = number(decision.events, { seq: room.seq, atMs: nowMs, commandId })
      const next = events.reduce(evolve, room)
      if (await store.commit({ room: next, events, expectedSeq: room.seq, nowMs })) {
        keep(next)
        broadcast(next, events)
        return { ok: true, seq: next.seq }
      }
      await catchUp(room)
    }
    return fail('conflict', 'Too many people changed the room at once. Try again.')
  }

  /** A commit finds out by itself whether the room has changed elsewhere; everything else has to ask. */
  async function isCurrent(room: Room): Promise<boolean> {
    return (await store.currentSeq(room.id)) === room.seq
  }

  /** The room of the instance as it stands in the store. */
  async function openCurrent(instanceId: string): Promise<Room> {
    const room = await open(instanceId)
    if (await isCurrent(room)) return room
    await catchUp(room)
    return open(instanceId)
  }

  /** Somebody else has committed: takes over the room as it is now and tells our members what they missed. */
  async function catchUp(known: Room): Promise<void> {
    rooms.delete(known.instanceId)
    const stored = await store.load(known.instanceId)
    if (!stored) return
    keep(stored)
    if (stored.id !== known.id || stored.seq <= known.seq) return
    const missed = (await store.eventsSince(stored.id, known.seq)).filter(event => event.seq <= stored.seq)
    if (missed[0]?.seq === known.seq + 1) broadcast(stored, missed)
  }

  /** What the library says of those that the command is about. Room or library may be another by then. */
  async function lookUp(
    { instanceId, command }: Request,
    context: DecisionContext,
  ): Promise<Result<LookedUp>> {
    if (command.type === 'queue.restore')
      return succeed(await lookUpOffered(rooms.get(instanceId)?.offer ?? null, options.lookUpVideo))
    if (command.type === 'queue.add' || command.type === 'queue.suggest')
      return lookUpAdded(command.entryIds, options.lookUpVideo)
    const named = entryNamedBy(command)
    if (named !== null) {
      const video = await options.lookUpVideo(named)
      return video.ok ? succeed({ video: video.value }) : video
    }
    // Whoever asks for what comes next is in the room, so that it is at hand.
    const room = rooms.get(instanceId)
    if (!room) return succeed({})
    const isVotedOn = passesVote(room, command, context)
    return succeed(await lookUpNext(room, { command, isVotedOn }, options.lookUpVideo))
  }

  /** Where the room stands, if the command has changed it before. */
  async function answerBefore({ instanceId, commandId }: Request): Promise<CommandAck | null> {
    const { recentCommandIds, seq } = await queue.run(instanceId, () => openCurrent(instanceId))
    return recentCommandIds.includes(commandId) ? { ok: true, seq } : null
  }

  async function executeNext(request: Request): Promise<CommandAck> {
    const { instanceId, actorId, commandId, command } = request
    // A look-up that fails now must not take back what was committed when the command came first.
    const before = LOOKING_UP.includes(command.type) ? await answerBefore(request) : null
    if (before) return before
    // Before the queue: a slow catalogue must not hold up the room.
    const asked = { actorId, commandId, newId, leadMs: options.leadMs(instanceId) }
    const found = await lookUp(request, { ...asked, nowMs: clock.nowMs() })
    if (!found.ok) return found
    const question = commentQuestionOf(request)
    const mayRemoveAll = question && (await options.comments?.mayRemoveAll(question))
    if (mayRemoveAll && !mayRemoveAll.ok) return mayRemoveAll
    const context = { ...asked, ...found.value }
    return queue.run(instanceId, async () => {
      const facts = question && (await options.comments?.facts(question))
      const comments = facts ? { ...facts, mayRemoveAll: mayRemoveAll?.value ?? false } : undefined
      const known = comments ? { ...context, comments } : context
      return decideAndCommit(instanceId, commandId, (room, nowMs) =>
        decide(room, command, { ...known, nowMs }),
      )
    })
  }

  return {
    execute: request => {
      const sender = senderOf(request)
      return sender === null ? executeNext(request) : senders.run(sender, () => executeNext(request))
    },
    greet: ({ instanceId, memberId, hello, seesLibrary }, deliver) =>
      queue.run(instanceId, async () => {
        const room = await openCurrent(instanceId)
        const tail = await tailFor(store, room, hello)
        const shown = seesLibrary ? room : withoutOffer(room)
        const state = tail
          ? ({ kind: 'tail', events: tail } as const)
          : ({ kind: 'snapshot', room: shown } as const)
        deliver({ memberId, roomId: room.id, state })
      }),
    amend: (instanceId, decideEvents) =>
      queue.run(instanceId, () => decideAndCommit(instanceId, newId(), decideEvents)),
    forget: instanceId => {
      rooms.delete(instanceId)
    },
    idle: async () => {
      await senders.idle()
      await queue.idle()
    },
  }
}

/** The one video that a command wants to be on. */
function entryNamedBy(command: RoomCommand): string | null {
  if (command.type === 'video.watch') return command.entryId
  return command.type === 'vote.start' && command.what.kind === 'choose' ? command.what.entryId : null
}

const QUEUE_EDITS: readonly RoomCommand['type'][] = [
  'queue.add',
  'queue.remove',
  'queue.move',
  'queue.shuffle',
  'queue.clear',
  'queue.restore',
  'queue.suggest',
  'queue.accept',
  'queue.dismiss',
]

/**
 * Null for the server itself. Leaving is told by the server, yet it stands in the order of who leaves: it may wait for a
 * look-up, and whoever is back by then must not be sent away by it. Nor does anybody's pause stand behind Discord, which
 * may have to say who moderates.
 */
const senderOf = ({ instanceId, actorId, command }: Request): string | null => {
  if (command.type === 'room.leave') return `${instanceId} ${command.memberId}`
  if (actorId === null) return null
  const kind = command.type.startsWith('comment.') ? ' comments' : ''
  return `${instanceId} ${actorId}${QUEUE_EDITS.includes(command.type) ? ' queue' : kind}`
}

function withoutCommit(decision: Decision, room: Room): CommandAck {
  if (decision.ok) return { ok: true, seq: room.seq }
  const { ok: _, code, message, ...more } = decision
  return fail(code, message, more)
}

interface Numbering {
  readonly seq: number
  readonly atMs: number
  readonly commandId: string
}

function number(events: readonly RoomEvent[], { seq, atMs, commandId }: Numbering): CommittedEvent[] {
  return events.map((event, index) => ({ seq: seq + index + 1, atMs, commandId, event }))
}

/** What the client lacks, or null where it has to start from the whole room. */
async function tailFor(
  store: RoomStore,
  room: Room,
  { roomId, lastSeq }: Hello,
): Promise<CommittedEvent[] | null> {
  if (roomId !== room.id || lastSeq === undefined || lastSeq > room.seq) return null
  if (lastSeq === room.seq) return []
  const events = (await store.eventsSince(room.id, lastSeq)).filter(event => event.seq <= room.seq)
  return events[0]?.seq === lastSeq + 1 && events.at(-1)?.seq === room.seq ? events : null
}
