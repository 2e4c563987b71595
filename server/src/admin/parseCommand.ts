import { parseArgs } from 'node:util'
import { type Role, RoleSchema } from '@kaltura-discord/shared/permissions/roles.ts'
import { type Scope, ScopeSchema } from '@kaltura-discord/shared/permissions/scopes.ts'
import { closest } from 'fastest-levenshtein'

export type AdminCommand =
  | { readonly kind: 'help' }
  | ServiceCreate
  | { readonly kind: 'service list'; readonly json: boolean }
  | { readonly kind: 'service revoke'; readonly json: boolean; readonly id: string }
  | { readonly kind: 'events list'; readonly json: boolean }
  /** Of one, or of all that are parked. */
  | { readonly kind: 'events retry'; readonly json: boolean; readonly id: string | null }
  | { readonly kind: 'outbox list'; readonly json: boolean; readonly parkedOnly: boolean }
  | { readonly kind: 'outbox show' | 'outbox drop'; readonly json: boolean; readonly id: string }
  /** Of one, or of all that are parked. */
  | { readonly kind: 'outbox retry'; readonly json: boolean; readonly id: string | null }

export interface ServiceCreate {
  readonly kind: 'service create'
  readonly json: boolean
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly kalturaRole: Role
}

export type ParsedCommand =
  | { readonly ok: true; readonly command: AdminCommand }
  /** A sentence that says what is wrong and what would be right. */
  | { readonly ok: false; readonly problem: string }

const OPTIONS = {
  name: { type: 'string' },
  scope: { type: 'string', multiple: true },
  role: { type: 'string' },
  json: { type: 'boolean' },
  all: { type: 'boolean' },
  parked: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** What each command takes; the words that follow it have no dashes. */
const COMMANDS = {
  'service create': { options: ['name', 'scope', 'role', 'json', 'help'], words: 0 },
  'service list': { options: ['json', 'help'], words: 0 },
  'service revoke': { options: ['json', 'help'], words: 1 },
  'events list': { options: ['json', 'help'], words: 0 },
  'events retry': { options: ['json', 'all', 'help'], words: 1 },
  'outbox list': { options: ['json', 'parked', 'help'], words: 0 },
  'outbox show': { options: ['json', 'help'], words: 1 },
  'outbox drop': { options: ['json', 'help'], words: 1 },
  'outbox retry': { options: ['json', 'all', 'help'], words: 1 },
} as const satisfies Record<string, { options: readonly (keyof typeof OPTIONS)[]; words: number }>
type CommandName = keyof typeof COMMANDS

const COMMAND_NAMES = Object.keys(COMMANDS)
const MAX_NAME_LENGTH = 100

const wrong = (problem: string): ParsedCommand => ({ ok: false, problem })
const isCommand = (name: string): name is CommandName => name in COMMANDS

export function parseCommand(given: readonly string[]): ParsedCommand {
  const { values, positionals, tokens } = parseArgs({
    args: [...given],
    options: OPTIONS,
    allowPositionals: true,
    // What is unknown is answered with the nearest right one, below.
    strict: false,
    tokens: true,
  })
  if (values.help === true || given.length === 0) return { ok: true, command: { kind: 'help' } }
  const name = positionals.slice(0, 2).join(' ')
  if (!isCommand(name)) return wrong(`There is no command ${quote(name)}. ${nearest(name, COMMAND_NAMES)}`)
  const options = tokens.filter(token => token.kind === 'option')
  const problem = options.map(option => problemOf(name, option)).find(each => each !== null)
  if (problem) return wrong(problem)
  const words = positionals.slice(2)
  if (words.length > COMMANDS[name].words)
    return wrong(`${name} doesn't know what to do with ${quote(words.at(-1))}.`)
  const json = values.json === true
  switch (name) {
    case 'service create':
      return parseCreate({ name: values.name, scopes: values.scope, role: values.role, json })
    case 'service list':
    case 'events list':
      return { ok: true, command: { kind: name, json } }
    case 'service revoke':
      return parseRevoke(words[0], json)
    case 'outbox list':
      return { ok: true, command: { kind: name, json, parkedOnly: values.parked === true } }
    case 'outbox show':
    case 'outbox drop':
      return parseOne(name, words[0], json)
    case 'events retry':
    case 'outbox retry':
      return parseRetry({ kind: name, id: words[0], all: values.all === true, json })
  }
}

interface GivenOption {
  readonly name: string
  /** As it was typed. */
  readonly rawName: string
  readonly value?: string | undefined
}

function problemOf(command: CommandName, { name, rawName, value }: GivenOption): string | null {
  const taken = COMMANDS[command].options.find(each => each === name)
  if (!taken)
    return `${command} takes no option ${rawName}. ${nearest(name, COMMANDS[command].options, '--')}`
  const isText = OPTIONS[taken].type === 'string'
  if (isText && (value === undefined || value === '')) return `${rawName} needs a value.`
  return !isText && value !== undefined ? `${rawName} takes no value.` : null
}

interface CreateOptions {
  readonly name: unknown
  readonly scopes: unknown
  readonly role: unknown
  readonly json: boolean
}

function parseCreate({ name, scopes, role = 'viewer', json }: CreateOptions): ParsedCommand {
  if (typeof name !== 'string' || name.trim() === '')
    return wrong('--name is missing: say what the service is.')
  if (name.length > MAX_NAME_LENGTH) return wrong(`--name is longer than ${MAX_NAME_LENGTH} characters.`)
  // A terminal that shows the list must not be written to by a name.
  if (/\p{Cc}/u.test(name)) return wrong('--name holds a character that can not be printed.')
  if (!Array.isArray(scopes))
    return wrong(`--scope is missing: say at least one of ${list(ScopeSchema.options)}.`)
  const unknown = scopes.find(scope => !ScopeSchema.safeParse(scope).success)
  if (unknown !== undefined)
    return wrong(`There is no scope ${quote(unknown)}. ${nearest(String(unknown), ScopeSchema.options)}`)
  const kalturaRole = RoleSchema.safeParse(role)
  if (!kalturaRole.success)
    return wrong(`There is no role ${quote(role)}. ${nearest(String(role), RoleSchema.options)}`)
  return {
    ok: true,
    command: {
      kind: 'service create',
      json,
      name: name.trim(),
      scopes: ScopeSchema.array().parse(scopes),
      kalturaRole: kalturaRole.data,
    },
  }
}

function parseRevoke(id: string | undefined, json: boolean): ParsedCommand {
  if (id === undefined) return wrong('Say the id of the service to revoke; `service list` shows them.')
  // Whoever pastes the whole credential means its id. It is not said back: terminals keep what they show.
  const ofCredential = /^kds_([0-9a-f]{16})(?:_|$)/.exec(id)?.[1]
  return { ok: true, command: { kind: 'service revoke', json, id: ofCredential ?? id } }
}

function parseOne(kind: 'outbox show' | 'outbox drop', id: string | undefined, json: boolean): ParsedCommand {
  const what = kind === 'outbox show' ? 'show' : 'give up'
  if (id === undefined) return wrong(`Say the id of the effect to ${what}; \`outbox list\` shows them.`)
  return { ok: true, command: { kind, json, id } }
}

interface RetryOptions {
  readonly kind: 'events retry' | 'outbox retry'
  readonly id: string | undefined
  readonly all: boolean
  readonly json: boolean
}

function parseRetry({ kind, id, all, json }: RetryOptions): ParsedCommand {
  const [what, list] = kind === 'events retry' ? ['an event', 'events list'] : ['an effect', 'outbox list']
  if (all !== (id === undefined))
    return wrong(`Say either the id of ${what}, which \`${list}\` shows, or --all.`)
  return { ok: true, command: { kind, json, id: id ?? null } }
}

const quote = (text: unknown) => `"${String(text ?? '')}"`
const list = (names: readonly string[]) => names.join(', ')

/** The nearest right one, and then all. */
const nearest = (name: string, right: readonly string[], prefix = '') =>
  `Did you mean ${prefix}${closest(name, right)}? It is one of ${list(right.map(each => prefix + each))}.`
