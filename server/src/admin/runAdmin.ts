import { loadDatabaseConfig } from '../config.ts'
import { createEventStore } from '../features/discordEvents/store.ts'
import { createServices, type Services } from '../features/services/services.ts'
import { createServiceStore, type Service } from '../features/services/store.ts'
import { type Database, openDatabase } from '../platform/database/openDatabase.ts'
import { createOutboxDesk } from '../platform/outbox/outboxDesk.ts'
import { createRoomClock } from '../platform/roomClock.ts'
import { type AdminOutcome, asJson, done, failed, misunderstood, time } from './adminOutcome.ts'
import { listEvents, retryEvents } from './eventCommands.ts'
import { dropEffect, listEffects, retryEffects, showEffect } from './outboxCommands.ts'
import { type AdminCommand, parseCommand, type ServiceCreate } from './parseCommand.ts'

const HELP = `Usage: pnpm admin <command>

  service create --name <name> --scope <scope> [--scope <scope> …] [--role viewer|moderator|admin] [--json]
      Makes a service that may hand out tokens with those scopes, and shows its credential once.
  service list [--json]
      Shows all services.
  service revoke <id> [--json]
      Ends a service and every sign-in that came of it. Running servers close open lines within 2 seconds.

  events list [--json]
      Shows what Discord has told of the application and is not done yet, and why.
  events retry <id> | --all [--json]
      Has events that were parked tried again. A running server does so within 5 seconds.

  outbox list [--parked] [--json]
      Shows what is still to be brought about at Discord and Kaltura, and what is in the way.
  outbox show <id> [--json]
      Shows one of them, or one that was done within a week, with what it is about.
  outbox retry <id> | --all [--json]
      Has effects that were parked tried again. A running server does so within 2 seconds.
  outbox drop <id> [--json]
      Gives up one that was parked: what it was to bring about is never done.

The database is the one that DATABASE_URL or DATABASE_PATH names.
`

/** Runs one command against the database that the environment names. */
export async function runAdmin(
  given: readonly string[],
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<AdminOutcome> {
  const parsed = parseCommand(given)
  if (!parsed.ok) return misunderstood(`${parsed.problem}\n\`pnpm admin --help\` shows what there is.\n`)
  if (parsed.command.kind === 'help') return given.length === 0 ? misunderstood(HELP) : done(HELP)
  const loaded = loadDatabaseConfig(environment)
  if (!loaded.ok) return misunderstood(loaded.problems.map(each => `${each}\n`).join(''))
  try {
    const database = await openDatabase(loaded.database)
    try {
      return await run(parsed.command, database)
    } finally {
      await database.close()
    }
  } catch (error) {
    return failed(`${error instanceof Error ? error.message : 'Something unforeseen happened.'}\n`)
  }
}

function run(command: Exclude<AdminCommand, { kind: 'help' }>, database: Database): Promise<AdminOutcome> {
  const clock = createRoomClock()
  const services = createServices(createServiceStore(database), clock)
  switch (command.kind) {
    case 'service create':
      return create(command, services)
    case 'service list':
      return list(command.json, services)
    case 'service revoke':
      return revoke(command, services)
    case 'events list':
      return listEvents(command.json, createEventStore(database))
    case 'events retry':
      return retryEvents(command, createEventStore(database), clock.nowMs())
    case 'outbox list':
      return listEffects(command, createOutboxDesk(database))
    case 'outbox show':
      return showEffect(command, createOutboxDesk(database))
    case 'outbox retry':
      return retryEffects(command, createOutboxDesk(database), clock.nowMs())
    case 'outbox drop':
      return dropEffect(command, createOutboxDesk(database), clock.nowMs())
  }
}

async function create(command: ServiceCreate, services: Services): Promise<AdminOutcome> {
  const { service, credential } = await services.create(command)
  if (command.json) return done(asJson({ ...shown(service), credential }))
  return done(
    `Service ${service.id} (${service.name}) may hand out ${service.scopes.join(', ')} and make nobody ` +
      `more than ${service.kalturaRole}.\nIts credential, which is shown only now:\n\n  ${credential}\n\n`,
  )
}

async function list(json: boolean, services: Services): Promise<AdminOutcome> {
  const all = await services.list()
  if (json) return done(asJson(all.map(shown)))
  if (all.length === 0) return done('There are no services yet. `pnpm admin service create` makes one.\n')
  return done(all.map(describe).join(''))
}

async function revoke(
  { id, json }: { readonly id: string; readonly json: boolean },
  services: Services,
): Promise<AdminOutcome> {
  const before = await services.revoke(id)
  if (!before) return failed(`There is no service ${id}. \`pnpm admin service list\` shows all.\n`)
  const again = before.revokedAtMs !== null
  if (json) return done(asJson({ id, revoked: true, alreadyRevoked: again }))
  if (again)
    return done(`Service ${id} (${before.name}) was revoked already, at ${time(before.revokedAtMs)}.\n`)
  return done(`Service ${id} (${before.name}) is revoked. No token that came of it holds any longer.\n`)
}

/** Everything but what proves that somebody is the service. */
const shown = ({ id, name, scopes, kalturaRole, createdAtMs, revokedAtMs, lastUsedAtMs }: Service) => ({
  id,
  name,
  scopes,
  role: kalturaRole,
  createdAt: time(createdAtMs),
  revokedAt: time(revokedAtMs),
  lastUsedAt: time(lastUsedAtMs),
})

function describe(service: Service): string {
  const { id, name, scopes, role, createdAt, revokedAt, lastUsedAt } = shown(service)
  const state = revokedAt === null ? `last used ${lastUsedAt ?? 'never'}` : `revoked ${revokedAt}`
  return `${id}  ${name}  up to ${role}  ${scopes.join(' ')}  created ${createdAt}  ${state}\n`
}
