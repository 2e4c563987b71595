import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import { type Stage, watching } from '@kaltura-discord/shared/room/testing/stage.ts'
import type { RoomClient, RoomView } from '../../../sync/roomView.ts'
import { createStore } from '../../../sync/store.ts'

type Asked = Parameters<Stage['run']> extends [unknown, ...infer Rest] ? Rest : never

export interface TestRoom {
  readonly stage: Stage
  /** What of it one member's page has. */
  clientOf(memberId: string): RoomClient & { readonly sent: readonly MemberCommand[] }
  /** Asks as this member, and tells all pages. */
  run(memberId: string | null, ...asked: Asked): CommandAck
  /** Time goes on. */
  pass(ms: number): void
}

/** A real room that people watch in, and the pages it tells at once of all that happens. */
export function createTestRoom(people: number): TestRoom {
  const stage = watching(people)
  const pages = new Set<(events: readonly CommittedEvent[]) => void>()
  const run: TestRoom['run'] = (memberId, ...asked) => {
    const known = stage.events.length
    const decision = stage.run(memberId, ...asked)
    if (!decision.ok) {
      const { code, message, retryAfterS } = decision
      return { ok: false, error: { code, message, ...(retryAfterS === undefined ? {} : { retryAfterS }) } }
    }
    const events = stage.events.slice(known)
    if (events.length > 0) for (const tell of pages) tell(events)
    return { ok: true, seq: stage.room.seq }
  }
  return {
    stage,
    run,
    pass: ms => stage.pass(ms),
    clientOf(memberId) {
      const view = createStore<RoomView>({
        connection: 'online',
        offlineSinceMs: null,
        closing: null,
        memberId,
        room: stage.room,
        presence: {},
        pendingCommands: 0,
      })
      const listeners = new Set<(event: CommittedEvent) => void>()
      const sent: MemberCommand[] = []
      pages.add(events => {
        view.update(known => ({ ...known, room: stage.room }))
        for (const event of events) for (const listener of listeners) listener(event)
      })
      return {
        view,
        sent,
        roomNowMs: () => stage.nowMs,
        clockErrorMs: () => 5,
        send(command) {
          sent.push(command)
          return Promise.resolve(run(memberId, command))
        },
        sendTelemetry: () => {},
        setCannotWatch: () => {},
        onEvent(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        close: () => {},
      }
    },
  }
}
