import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { StandInResponse } from '../../standIn.ts'
import { apiError } from '../apiErrors.ts'
import { type FormProblem, invalidFormOf } from '../formErrors.ts'
import { APPLICATION } from '../identities.ts'
import { checkCommand, checkTogether } from './commandRules.ts'
import {
  COMMAND_TYPE,
  CommandSchema,
  problemsOf,
  type SentChoice,
  type SentCommand,
  type SentOption,
} from './commandSchema.ts'

/** Discord's own figures. */
const MAX_OF_TYPE: Readonly<Record<number, number>> = {
  [COMMAND_TYPE.chatInput]: 100,
  [COMMAND_TYPE.user]: 15,
  [COMMAND_TYPE.message]: 15,
  [COMMAND_TYPE.entryPoint]: 1,
}
export const MAX_CREATES_A_DAY = 200
const DAY_MS = 86_400_000

type Localizations = Readonly<Record<string, string>> | null

export interface RegisteredChoice {
  readonly name: string
  readonly name_localizations?: Localizations
  readonly value: string | number
}

/** As Discord answers it: what says nothing is left out. */
export interface RegisteredOption {
  readonly type: number
  readonly name: string
  readonly name_localizations?: Localizations
  readonly description: string
  readonly description_localizations?: Localizations
  readonly required?: boolean
  readonly autocomplete?: boolean
  readonly choices?: readonly RegisteredChoice[]
  readonly min_value?: number
  readonly max_value?: number
  readonly min_length?: number
  readonly max_length?: number
  readonly options?: readonly RegisteredOption[]
}

/** Discord's ApplicationCommand object. */
export interface RegisteredCommand {
  readonly id: string
  readonly application_id: string
  readonly version: string
  readonly type: number
  readonly name: string
  readonly name_localizations: Localizations
  readonly description: string
  readonly description_localizations: Localizations
  readonly default_member_permissions: string | null
  readonly dm_permission: boolean
  readonly contexts: readonly number[] | null
  readonly integration_types: readonly number[]
  readonly options?: readonly RegisteredOption[]
  readonly nsfw: boolean
  readonly handler?: number
}

export type Registered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: StandInResponse }

/** The application's global commands. */
export interface CommandRegistry {
  all(): readonly RegisteredCommand[]
  find(name: string): RegisteredCommand | null
  /** Instead of all that were there; those that haven't changed keep id and version. */
  overwrite(body: unknown): Registered<readonly RegisteredCommand[]>
  /** A new one, or a new form of the one of that type and name. */
  upsert(body: unknown): Registered<{ readonly command: RegisteredCommand; readonly isNew: boolean }>
  remove(id: string): boolean
}

interface RegistryOptions {
  readonly now: () => number
  readonly nextId: () => string
}

/** Where Activities are switched on, Discord makes this one by itself. */
const AUTO_CREATED = {
  type: COMMAND_TYPE.entryPoint,
  name: 'launch',
  description: 'Launch an activity',
  handler: 2,
  contexts: [0, 1, 2],
  integration_types: [0],
}

const REMOVES_ENTRY_POINT = apiError(
  400,
  50240,
  "You cannot remove this app's Entry Point command in a bulk update operation. " +
    'Please include the Entry Point command in your update request or delete it separately.',
)

export function createCommandRegistry({ now, nextId }: RegistryOptions): CommandRegistry {
  const day = { startedAtMs: 0, creates: 0 }
  let commands: readonly RegisteredCommand[] = [
    { id: nextId(), version: nextId(), ...formOf(CommandSchema.parse(AUTO_CREATED)) },
  ]

  const sameAs = ({ type, name }: SentCommand) =>
    commands.find(command => command.type === type && command.name === name)

  function register(sent: SentCommand): RegisteredCommand {
    const before = sameAs(sent)
    const form = formOf(sent)
    if (before === undefined) return { id: nextId(), version: nextId(), ...form }
    const { id, version } = before
    return isDeepStrictEqual(before, { id, version, ...form }) ? before : { id, version: nextId(), ...form }
  }

  /** Null when there is room for as many today. */
  function countCreates(creates: number): StandInResponse | null {
    if (now() - day.startedAtMs >= DAY_MS) Object.assign(day, { startedAtMs: now(), creates: 0 })
    if (day.creates + creates > MAX_CREATES_A_DAY) return tooManyToday(day.startedAtMs + DAY_MS - now())
    day.creates += creates
    return null
  }

  return {
    all: () => commands,
    find: name => commands.find(command => command.name === name) ?? null,
    overwrite(body) {
      const parsed = z.array(CommandSchema).safeParse(body ?? [])
      if (!parsed.success) return refuse(invalidFormOf(problemsOf(parsed.error)))
      const wanted = parsed.data
      const problems = [
        ...wanted.flatMap((command, index) => checkCommand(command).map(found => under(index, found))),
        ...checkTogether(wanted),
      ]
      if (problems.length > 0) return refuse(invalidFormOf(problems))
      const hadEntryPoint = commands.some(({ type }) => type === COMMAND_TYPE.entryPoint)
      if (hadEntryPoint && !wanted.some(({ type }) => type === COMMAND_TYPE.entryPoint))
        return refuse(REMOVES_ENTRY_POINT)
      const refusal =
        tooMany(wanted) ?? countCreates(wanted.filter(command => sameAs(command) === undefined).length)
      if (refusal) return refuse(refusal)
      commands = wanted.map(register)
      return { ok: true, value: commands }
    },
    upsert(body) {
      const parsed = CommandSchema.safeParse(body)
      if (!parsed.success) return refuse(invalidFormOf(problemsOf(parsed.error)))
      const problems = checkCommand(parsed.data)
      if (problems.length > 0) return refuse(invalidFormOf(problems))
      const before = sameAs(parsed.data)
      const others = commands.filter(command => command !== before)
      const refusal = tooMany([...others, parsed.data]) ?? countCreates(before ? 0 : 1)
      if (refusal) return refuse(refusal)
      const command = register(parsed.data)
      commands = before ? commands.map(each => (each === before ? command : each)) : [...commands, command]
      return { ok: true, value: { command, isNew: before === undefined } }
    },
    remove(id) {
      const left = commands.filter(command => command.id !== id)
      const isGone = left.length < commands.length
      commands = left
      return isGone
    },
  }
}

const refuse = (refusal: StandInResponse) => ({ ok: false, refusal }) as const

const under = (index: number, problem: FormProblem): FormProblem => ({
  ...problem,
  path: [index, ...problem.path],
})

function tooMany(commands: readonly { readonly type: number }[]): StandInResponse | null {
  for (const [type, most] of Object.entries(MAX_OF_TYPE)) {
    if (commands.filter(command => command.type === Number(type)).length > most)
      return apiError(400, 30032, `Maximum number of application commands reached (${most})`)
  }
  return null
}

function tooManyToday(waitMs: number): StandInResponse {
  const retryAfterS = Math.ceil(waitMs / 1000)
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterS), 'x-ratelimit-scope': 'user' },
    body: {
      message: `Max number of daily application command creates has been reached (${MAX_CREATES_A_DAY})`,
      code: 30034,
      retry_after: retryAfterS,
      global: false,
    },
  }
}

function formOf(sent: SentCommand): Omit<RegisteredCommand, 'id' | 'version'> {
  const permissions = sent.default_member_permissions
  return {
    application_id: APPLICATION.id,
    type: sent.type,
    name: sent.name,
    name_localizations: sent.name_localizations ?? null,
    description: sent.description ?? '',
    description_localizations: sent.description_localizations ?? null,
    default_member_permissions: permissions == null ? null : String(permissions),
    dm_permission: sent.dm_permission ?? sent.contexts?.includes(1) ?? true,
    contexts: sent.contexts ?? null,
    integration_types: sent.integration_types ?? [0],
    nsfw: sent.nsfw ?? false,
    ...(sent.options?.length ? { options: sent.options.map(optionForm) } : {}),
    ...(sent.type === COMMAND_TYPE.entryPoint ? { handler: sent.handler ?? 1 } : {}),
  }
}

function optionForm(sent: SentOption): RegisteredOption {
  const { name_localizations, description_localizations, required, autocomplete, choices, options } = sent
  return {
    type: sent.type,
    name: sent.name,
    description: sent.description,
    ...(name_localizations ? { name_localizations } : {}),
    ...(description_localizations ? { description_localizations } : {}),
    // Discord leaves out what isn't so.
    ...(required ? { required } : {}),
    ...(autocomplete ? { autocomplete } : {}),
    ...(choices?.length ? { choices: choices.map(choiceForm) } : {}),
    ...(sent.min_value == null ? {} : { min_value: sent.min_value }),
    ...(sent.max_value == null ? {} : { max_value: sent.max_value }),
    ...(sent.min_length == null ? {} : { min_length: sent.min_length }),
    ...(sent.max_length == null ? {} : { max_length: sent.max_length }),
    ...(options?.length ? { options: options.map(optionForm) } : {}),
  }
}

const choiceForm = ({ name, name_localizations, value }: SentChoice): RegisteredChoice => ({
  name,
  value,
  ...(name_localizations ? { name_localizations } : {}),
})
