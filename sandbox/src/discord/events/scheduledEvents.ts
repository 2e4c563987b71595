/** Status of Discord's API. */
export const EVENT_STATUS = { scheduled: 1, active: 2, completed: 3, canceled: 4 } as const

/** An event that happens outside of Discord, which is the only kind there is here. */
export interface ScheduledEvent {
  /** Snowflake. */
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly location: string
  /** Epoch ms. */
  readonly startsAtMs: number
  /** Epoch ms. */
  readonly endsAtMs: number
  readonly status: (typeof EVENT_STATUS)[keyof typeof EVENT_STATUS]
}

/** What the server has planned, the next first. Those that are over stay, so that one can see what became of them. */
export interface ScheduledEvents {
  all(): readonly ScheduledEvent[]
  get(id: string): ScheduledEvent | null
  add(event: Omit<ScheduledEvent, 'id' | 'status'>): ScheduledEvent
  change(id: string, change: Partial<Omit<ScheduledEvent, 'id'>>): ScheduledEvent | null
  remove(id: string): boolean
}

export function createScheduledEvents(now: () => number, nextId: () => string): ScheduledEvents {
  const events = new Map<string, ScheduledEvent>()
  const put = (event: ScheduledEvent): ScheduledEvent => {
    events.set(event.id, event)
    return event
  }
  const get = (id: string): ScheduledEvent | null => {
    const event = events.get(id)
    return event === undefined ? null : put(byTheClock(event, now()))
  }
  return {
    all: () => [...events.keys()].flatMap(id => get(id) ?? []).sort((a, b) => a.startsAtMs - b.startsAtMs),
    get,
    add: event => put({ ...event, id: nextId(), status: EVENT_STATUS.scheduled }),
    change(id, change) {
      const event = get(id)
      return event && put({ ...event, ...change })
    },
    remove: id => events.delete(id),
  }
}

/**
 * These begin and end by themselves at their times:
 * https://docs.discord.com/developers/resources/guild-scheduled-event#guild-scheduled-event-object-guild-scheduled-event-status-update-automation
 */
function byTheClock(event: ScheduledEvent, nowMs: number): ScheduledEvent {
  const isUnder = event.status === EVENT_STATUS.scheduled || event.status === EVENT_STATUS.active
  if (isUnder && nowMs >= event.endsAtMs) return { ...event, status: EVENT_STATUS.completed }
  const isDue = event.status === EVENT_STATUS.scheduled && nowMs >= event.startsAtMs
  return isDue ? { ...event, status: EVENT_STATUS.active } : event
}
