import type { OutboxDesk, ShownEffect } from '../platform/outbox/outboxDesk.ts'
import { type AdminOutcome, asJson, done, failed, printable, time } from './adminOutcome.ts'

interface List {
  readonly parkedOnly: boolean
  readonly json: boolean
}

export async function listEffects({ parkedOnly, json }: List, desk: OutboxDesk): Promise<AdminOutcome> {
  const effects = await desk.unfinished({ parkedOnly })
  if (json) return done(asJson(effects.map(shown)))
  if (effects.length === 0)
    return done(parkedOnly ? 'None is parked.\n' : 'Everything that was to be brought about is done.\n')
  return done(effects.map(describe).join(''))
}

interface Show {
  readonly id: string
  readonly json: boolean
}

export async function showEffect({ id, json }: Show, desk: OutboxDesk): Promise<AdminOutcome> {
  const effect = await desk.find(id)
  if (!effect)
    return failed(
      `There is no effect ${id}. \`pnpm admin outbox list\` shows all that are not done; others are kept for a week.\n`,
    )
  const { about, ...rest } = shown(effect)
  if (json) return done(asJson({ ...rest, about }))
  const lines = Object.entries({ ...rest, ...about }).map(
    ([name, value]) => `${name.padEnd(14)}  ${printable(String(value ?? '–'))}\n`,
  )
  return done(lines.join(''))
}

interface Retry {
  readonly id: string | null
  readonly json: boolean
}

export async function retryEffects(
  { id, json }: Retry,
  desk: OutboxDesk,
  nowMs: number,
): Promise<AdminOutcome> {
  const parked = await desk.unfinished({ parkedOnly: true })
  const wanted = parked.filter(effect => id === null || effect.id === id)
  if (id !== null && wanted.length === 0)
    return failed(`No effect ${id} is parked. \`pnpm admin outbox list --parked\` shows all that are.\n`)
  const retried: string[] = []
  // Somebody else may have been quicker.
  for (const effect of wanted) if (await desk.retry(effect.id, nowMs)) retried.push(effect.id)
  if (json) return done(asJson({ retried }))
  return done(
    retried.length === 0 ? 'None is parked.\n' : retried.map(each => `${each} is due again.\n`).join(''),
  )
}

/** One at a time: what is given up isn't made up for later. */
export async function dropEffect({ id, json }: Show, desk: OutboxDesk, nowMs: number): Promise<AdminOutcome> {
  if (!(await desk.drop(id, nowMs)))
    return failed(`No effect ${id} is parked. \`pnpm admin outbox list --parked\` shows all that are.\n`)
  return done(json ? asJson({ dropped: id }) : `${id} is given up. Nobody tries it any more.\n`)
}

const stateOf = ({ doneAtMs, nextAttemptAtMs, underWay }: ShownEffect) => {
  if (doneAtMs !== null) return 'done'
  if (nextAttemptAtMs === null) return 'parked'
  return underWay ? 'under way' : 'waiting'
}

const shown = (effect: ShownEffect) => ({
  id: effect.id,
  kind: effect.kind,
  lane: effect.lane,
  guildId: effect.guildId,
  state: stateOf(effect),
  createdAt: time(effect.createdAtMs),
  attempts: effect.attempts,
  nextAttemptAt: time(effect.nextAttemptAtMs),
  doneAt: time(effect.doneAtMs),
  lastError: effect.lastError,
  about: effect.about,
})

function describe(effect: ShownEffect): string {
  const { id, kind, lane, state, createdAt, attempts, nextAttemptAt, lastError } = shown(effect)
  const when = state === 'waiting' ? `due ${nextAttemptAt}` : state
  const reason = lastError === null ? '' : `  ${printable(lastError)}`
  return `${id}  ${kind}  ${printable(lane)}  added ${createdAt}  attempts ${attempts}  ${when}${reason}\n`
}
