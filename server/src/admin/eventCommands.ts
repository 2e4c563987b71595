import type { EventStore, ListedEvent } from '../features/discordEvents/store.ts'
import { type AdminOutcome, asJson, done, failed, printable, time } from './adminOutcome.ts'

export async function listEvents(json: boolean, store: EventStore): Promise<AdminOutcome> {
  const events = await store.unfinished()
  if (json) return done(asJson(events.map(shown)))
  if (events.length === 0) return done('Everything that Discord has told is done.\n')
  return done(events.map(describe).join(''))
}

interface Retry {
  readonly id: string | null
  readonly json: boolean
}

export async function retryEvents(
  { id, json }: Retry,
  store: EventStore,
  nowMs: number,
): Promise<AdminOutcome> {
  const parked = (await store.unfinished()).filter(event => event.nextAttemptAtMs === null)
  const wanted = parked.filter(event => id === null || event.id === id)
  if (id !== null && wanted.length === 0)
    return failed(`No event ${id} is parked. \`pnpm admin events list\` shows all that are not done.\n`)
  const retried: string[] = []
  // Somebody else may have been quicker.
  for (const event of wanted) if (await store.retry(event.id, nowMs)) retried.push(event.id)
  if (json) return done(asJson({ retried }))
  return done(
    retried.length === 0 ? 'None is parked.\n' : retried.map(each => `${each} is due again.\n`).join(''),
  )
}

const shown = ({ id, type, receivedAtMs, attempts, nextAttemptAtMs, lastError }: ListedEvent) => ({
  id,
  type,
  receivedAt: time(receivedAtMs),
  attempts,
  parked: nextAttemptAtMs === null,
  nextAttemptAt: time(nextAttemptAtMs),
  lastError,
})

function describe(event: ListedEvent): string {
  const { id, type, receivedAt, attempts, nextAttemptAt, lastError } = shown(event)
  const state = nextAttemptAt === null ? 'parked' : `due ${nextAttemptAt}`
  const reason = lastError === null ? '' : `  ${printable(lastError)}`
  return `${id}  ${type}  received ${receivedAt}  attempts ${attempts}  ${state}${reason}\n`
}
