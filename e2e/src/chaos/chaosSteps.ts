import type { Fault } from '@kaltura-discord/sandbox/faults/faultSchema.ts'
import type { Meeting } from '../../../shared/src/meetings/meeting.ts'
import type { Stage } from './chaosStage.ts'

export const PHASES = ['received', 'acted', 'answered'] as const
export type Phase = (typeof PHASES)[number]

type Where = Pick<Fault, 'service' | 'method' | 'pathContains'>

/** One moment in the life of a meeting at which something is asked of Discord or Kaltura. */
export interface ChaosStep {
  readonly name: string
  /** Where the server is killed. */
  readonly where: Where
  /** Brings a meeting so far; what it answers with makes the moment come. */
  prepare(stage: Stage, title: string): Promise<() => Promise<unknown>>
}

const MINUTE_MS = 60_000
const toPost: Where = { service: 'discord', method: 'POST', pathContains: '/channels/' }
const toEdit: Where = { service: 'discord', method: 'PATCH', pathContains: '/channels/' }

export const CHAOS_STEPS: readonly ChaosStep[] = [
  {
    name: 'start, room',
    where: { service: 'kaltura', pathContains: 'room_room/action/add' },
    prepare: async (stage, title) => () => stage.start(title),
  },
  {
    name: 'start, announcement',
    where: toPost,
    prepare: async (stage, title) => () => stage.start(title),
  },
  {
    name: 'start, event',
    where: { service: 'discord', method: 'POST', pathContains: '/scheduled-events' },
    prepare: async (stage, title) => () => stage.start(title, 120 * MINUTE_MS),
  },
  {
    name: 'end, announcement',
    where: toEdit,
    prepare: async (stage, title) => {
      const { id } = await announced(stage, title)
      return () => stage.end(id)
    },
  },
  {
    name: 'end, room',
    where: { service: 'kaltura', pathContains: 'room_room/action/update' },
    prepare: async (stage, title) => {
      const { id } = await announced(stage, title)
      return () => stage.end(id)
    },
  },
  {
    name: 'end, event',
    where: { service: 'discord', method: 'PATCH', pathContains: '/scheduled-events' },
    prepare: async (stage, title) => {
      // The host opens it before its time.
      const { id } = await announced(stage, title, 5 * MINUTE_MS)
      await stage.enter(id)
      await stage.idle('the event is on')
      return () => stage.end(id)
    },
  },
  {
    name: 'notify, recording',
    where: toPost,
    prepare: async (stage, title) => {
      const { id, room } = await announced(stage, title)
      await stage.end(id)
      await stage.idle('it is said to be over')
      return () => stage.record(id, room?.id ?? '')
    },
  },
  {
    name: 'notify, share',
    where: toPost,
    prepare: async (stage, title) => {
      const meeting = await announced(stage, title)
      return () => stage.share(meeting)
    },
  },
]

async function announced(stage: Stage, title: string, aheadMs?: number): Promise<Meeting> {
  await stage.start(title, aheadMs)
  await stage.idle('it is announced')
  return stage.meeting(title)
}
