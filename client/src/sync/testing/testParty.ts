import type { MemberCommand, RoomCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommandAck, Telemetry } from '@kaltura-discord/shared/protocol/frames.ts'
import { decide } from '@kaltura-discord/shared/room/decide.ts'
import { nextDeadline } from '@kaltura-discord/shared/room/decideWait.ts'
import { evolve } from '@kaltura-discord/shared/room/evolve.ts'
import { openRoom, type Room, type VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import type { PageChange, PageLifecycle } from '../pageLifecycle.ts'
import { createPlaybackController, type PlaybackControllerOptions } from '../playbackController.ts'
import type { RoomView } from '../roomView.ts'
import { createStore } from '../store.ts'
import type { SessionAnswer } from '../videoLoading.ts'
import { createFakeTimers } from './fakeTimers.ts'
import { type PlayerHabits, SimulatedPlayer } from './simulatedPlayer.ts'

/** Room time is this far from the local clock. */
const ROOM_EPOCH_MS = 1_795_000_000_000
const LEAD_MS = 200

export const FILM: VideoSummary = {
  entryId: '0_film',
  name: 'Film',
  kind: 'vod',
  durationS: 600,
  dvrWindowS: null,
}

export interface ViewerOptions extends Partial<PlayerHabits> {
  readonly oneWayMs?: number
  /** By how much this viewer's estimate of room time is off. */
  readonly clockOffMs?: number
  readonly session?: SessionAnswer
  readonly mayDo?: PlaybackControllerOptions['mayDo']
}

export type Party = ReturnType<typeof createParty>
export type Viewer = ReturnType<Party['join']>

/** A room and its viewers on one turned clock: the real room, the real controllers, simulated players and lines. */
export function createParty(video: VideoSummary = FILM) {
  const timers = createFakeTimers()
  const roomMs = (): number => ROOM_EPOCH_MS + timers.nowMs()
  const listeners = new Set<(room: Room) => void>()
  const asked: { readonly by: string | null; readonly command: RoomCommand }[] = []
  let room = openRoom('room', 'instance')
  let ids = 0
  let cancelDeadline = (): void => {}

  const run = (command: RoomCommand, actorId: string | null, commandId = `command-${++ids}`): CommandAck => {
    asked.push({ by: actorId, command })
    const context = {
      nowMs: roomMs(),
      actorId,
      commandId,
      newId: () => `id-${++ids}`,
      leadMs: LEAD_MS,
      video,
    }
    const decision = decide(room, command, context)
    if (!decision.ok) return { ok: false, error: { code: decision.code, message: decision.message } }
    for (const event of decision.events)
      room = evolve(room, { seq: room.seq + 1, atMs: roomMs(), commandId, event })
    if (decision.events.length > 0) for (const listener of listeners) listener(room)
    cancelDeadline()
    const dueMs = nextDeadline(room)
    if (dueMs !== null)
      cancelDeadline = timers.after(dueMs - roomMs() + 1, () => run({ type: 'room.tick' }, null))
    return { ok: true, seq: room.seq }
  }

  const join = (id: string, options: ViewerOptions = {}) => {
    const {
      oneWayMs = 30,
      clockOffMs = 0,
      session = { ok: true, ks: 'ks', hlsUrl: '' },
      mayDo = () => true,
    } = options
    run({ type: 'room.join', displayName: id, avatarUrl: null }, id)
    const player = new SimulatedPlayer(timers, options)
    const view = createStore<RoomView>({
      connection: 'online',
      offlineSinceMs: null,
      closing: null,
      memberId: id,
      room,
      presence: {},
      pendingCommands: 0,
    })
    const page = createPage()
    const telemetry: Omit<Telemetry, 'oneWayP95Ms'>[] = []
    listeners.add(next => timers.after(oneWayMs, () => view.update(known => ({ ...known, room: next }))))
    const send = (command: MemberCommand): Promise<CommandAck> =>
      new Promise(resolve =>
        timers.after(oneWayMs, () => {
          const ack = run(command, id)
          timers.after(oneWayMs, () => resolve(ack))
        }),
      )
    const controller = createPlaybackController({
      room: {
        view,
        roomNowMs: () => roomMs() + clockOffMs,
        clockErrorMs: () => 5,
        send,
        sendTelemetry: frame => telemetry.push(frame),
      },
      player,
      getSession: () => Promise.resolve(session),
      mayDo,
      timers,
      lifecycle: page,
    })
    return {
      id,
      player,
      view,
      controller,
      page,
      telemetry,
      positionS: () => player.read().positionS ?? Number.NaN,
    }
  }

  return {
    timers,
    asked,
    join,
    run,
    room: () => room,
    roomMs,
    advance: timers.advance,
    /** Where the room is now. */
    targetS: () => {
      const { playback } = room
      if (playback.mode !== 'playing') return Number.NaN
      return playback.positionS + ((roomMs() - playback.atMs) / 1000) * playback.rate
    },
    askedFor: (type: RoomCommand['type']) => asked.filter(({ command }) => command.type === type),
  }
}

function createPage(): PageLifecycle & { change(change: PageChange): void } {
  const listeners = new Set<(change: PageChange) => void>()
  let hidden = false
  return {
    hidden: () => hidden,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: change => {
      if (change !== 'online') hidden = change === 'hidden'
      for (const listener of listeners) listener(change)
    },
  }
}
