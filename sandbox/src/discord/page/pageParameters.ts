import type { NetworkConditions } from '../hostApi.ts'
import { commandTable } from './commands/commandTable.ts'
import type { LayoutMode, Limits, Platform } from './rpc/rpcContext.ts'

export type Consent = 'ask' | 'auto' | 'refuse'

/** `fit` shows the panel folded where the window is low. */
export type TrialPanelMode = 'open' | 'fit' | 'none'

export interface PersonOptions {
  readonly network: NetworkConditions | null
  readonly clockOffsetMs: number
  readonly platform: Platform
  readonly layout: LayoutMode
  readonly limits: Limits
}

export type Mode =
  | { readonly kind: 'visit' }
  | { readonly kind: 'several'; readonly count: number }
  | { readonly kind: 'one'; readonly handle: string }

export interface PageParameters {
  readonly mode: Mode
  readonly customId: string | null
  /** Snowflake of whoever has shared the link that leads here. */
  readonly referrerId: string | null
  readonly consent: Consent
  readonly locale: string
  readonly panel: TrialPanelMode
  /** The channel whose chat is open at first: its name, in lower case with hyphens. */
  readonly chat: string | null
  readonly optionsOf: (handle: string) => PersonOptions
  /** Handles that parameters name, to be checked against the people there are. */
  readonly named: readonly { readonly parameter: string; readonly handle: string }[]
}

export type ParsedParameters =
  | { readonly ok: true; readonly parameters: PageParameters }
  /** Sentences that name the parameter and the fix. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** More than this on one machine measures the machine. */
export const maxPeople = 12
const maxCustomId = 64
const maxDelayMs = 10_000

const perPerson = ['net', 'clock', 'platform', 'layout', 'without', 'deny', 'hardware'] as const
const plain = [
  'users',
  'user',
  'watch',
  'custom_id',
  'referrer_id',
  'consent',
  'locale',
  'panel',
  'chat',
] as const
const known: readonly string[] = [...perPerson, ...plain]

class Problem extends Error {}

export function parsePageParameters(query: URLSearchParams): ParsedParameters {
  const problems: string[] = []
  const attempt = <T>(fallback: T, parse: () => T): T => {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problems.push(error.message)
      return fallback
    }
  }
  const mode = attempt<Mode>({ kind: 'visit' }, () => parseMode(query))
  const parameters: PageParameters = {
    mode,
    customId: attempt(null, () => parseCustomId(query)),
    referrerId: attempt(null, () => parseReferrer(query)),
    consent: attempt('ask', () =>
      choice(query, 'consent', ['ask', 'auto', 'refuse'], mode.kind === 'visit' ? 'ask' : 'auto'),
    ),
    locale: attempt('en-US', () => parseLocale(query)),
    panel: attempt('none', () => parsePanel(query, mode)),
    chat: attempt(null, () => parseChat(query)),
    optionsOf: handle => personOptions(query, handle),
    named: namedHandles(query),
  }
  attempt(undefined, () => checkNames(query))
  for (const suffix of suffixesOf(query)) attempt(undefined, () => void personOptions(query, suffix))
  return problems.length === 0 ? { ok: true, parameters } : { ok: false, problems: [...new Set(problems)] }
}

/** A sentence for the first named person who doesn't exist, null if everybody does. */
export function unknownPerson(parameters: PageParameters, handles: readonly string[]): string | null {
  const unknown = parameters.named.find(({ handle }) => !handles.includes(handle))
  if (unknown === undefined) return null
  const { parameter, handle } = unknown
  return `“${parameter}” names “${handle}”, who isn't in the sandbox. Use one of ${handles.join(', ')}.`
}

function parseMode(query: URLSearchParams): Mode {
  const users = query.get('users')
  const user = query.get('user')
  if (users !== null && user !== null) {
    throw new Problem(
      '“users” and “user” exclude each other. Use users=3 for several people, user=ana for one.',
    )
  }
  if (user !== null) {
    if (!/^[\w-]+$/.test(user))
      throw new Problem('“user” must be the name of a person. Use user=ana, for instance.')
    return { kind: 'one', handle: user }
  }
  if (users === null) return { kind: 'visit' }
  return { kind: 'several', count: whole(users, 1, maxPeople, 'users', 'users=3') }
}

function parseCustomId(query: URLSearchParams): string | null {
  const watch = query.get('watch')
  const customId = query.get('custom_id')
  if (watch !== null && customId !== null) {
    throw new Problem('“watch” and “custom_id” exclude each other. watch=X is short for custom_id=watch:X.')
  }
  if (watch !== null && !/^[\w-]+$/.test(watch)) {
    throw new Problem('“watch” must be the id of a video. Use watch=0_testcard, for instance.')
  }
  const value = watch === null ? customId : `watch:${watch}`
  if (value !== null && (value === '' || value.length > maxCustomId)) {
    throw new Problem(
      `“${watch === null ? 'custom_id' : 'watch'}” gives Discord's custom id, which has 1 to ${maxCustomId} characters. Use a shorter one.`,
    )
  }
  return value
}

function parseReferrer(query: URLSearchParams): string | null {
  const referrer = query.get('referrer_id')
  if (referrer === null || /^\d{1,20}$/.test(referrer)) return referrer
  throw new Problem(
    '“referrer_id” must be the id of a person. Use referrer_id=1400000000000000001, for instance.',
  )
}

function parsePanel(query: URLSearchParams, mode: Mode): TrialPanelMode {
  if (!query.has('panel')) return mode.kind === 'several' ? 'fit' : 'none'
  return choice(query, 'panel', ['1', '0'], '0') === '1' ? 'open' : 'none'
}

function parseChat(query: URLSearchParams): string | null {
  const chat = query.get('chat')
  if (chat === null || /^[\w-]+$/.test(chat)) return chat
  throw new Problem('“chat” must be the name of a channel. Use chat=general, for instance.')
}

/** As the address has it: `movie-night`. */
export const channelSlug = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}_]+/gu, '-')

function parseLocale(query: URLSearchParams): string {
  const locale = query.get('locale') ?? 'en-US'
  if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$/.test(locale)) return locale
  throw new Problem('“locale” must be a language such as de or en-US. Use locale=de, for instance.')
}

function personOptions(query: URLSearchParams, handle: string): PersonOptions {
  const own = (name: (typeof perPerson)[number]): string =>
    query.has(`${name}.${handle}`) ? `${name}.${handle}` : name
  return {
    network: parseNetwork(query, own('net')),
    clockOffsetMs: parseClock(query, own('clock')),
    platform: choice(query, own('platform'), ['desktop', 'mobile'], 'desktop'),
    layout: choice(query, own('layout'), ['focused', 'pip', 'grid'], 'focused'),
    limits: {
      without: new Set(words(query, own('without'), 'without=SHARE_LINK').filter(isCommand)),
      denied: new Set(words(query, own('deny'), 'deny=invite').map(deniable)),
      hardware: choice(query, own('hardware'), ['on', 'off'], 'on') === 'on',
    },
  }
}

function words(query: URLSearchParams, name: string, example: string): readonly string[] {
  const value = query.get(name)
  if (value === null) return []
  if (/^\w+(,\w+)*$/.test(value)) return value.split(',')
  throw new Problem(`“${name}” takes words with commas between them. Use ${example}, for instance.`)
}

function isCommand(word: string): boolean {
  if (commandTable.has(word)) return true
  throw new Problem(`“without” names “${word}”, which is no command. Use without=SHARE_LINK, for instance.`)
}

function deniable(word: string): 'invite' | 'presence' {
  if (word === 'invite' || word === 'presence') return word
  throw new Problem(`“deny” can't be “${word}”. Use deny=invite or deny=presence.`)
}

function parseNetwork(query: URLSearchParams, name: string): NetworkConditions | null {
  const value = query.get(name)
  if (value === null) return null
  const [oneWay = '', jitter = '0', ...rest] = value.split(',')
  const example = `${name}=80,20`
  if (rest.length > 0) {
    throw new Problem(`“${name}” takes two numbers, the delay one way and the jitter in ms. Use ${example}.`)
  }
  return {
    oneWayMs: whole(oneWay, 0, maxDelayMs, name, example),
    jitterMs: whole(jitter, 0, maxDelayMs, name, example),
  }
}

function parseClock(query: URLSearchParams, name: string): number {
  const value = query.get(name)
  const dayMs = 86_400_000
  return value === null ? 0 : whole(value, -dayMs, dayMs, name, `${name}=1500`)
}

function whole(value: string, min: number, max: number, name: string, example: string): number {
  const parsed = /^-?\d{1,9}$/.test(value.trim()) ? Number(value) : Number.NaN
  if (parsed >= min && parsed <= max) return parsed
  throw new Problem(`“${name}” must be a whole number from ${min} to ${max}. Use ${example}, for instance.`)
}

function choice<const T extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly T[],
  fallback: T,
): T {
  const value = query.get(name)
  if (value === null) return fallback
  const found = allowed.find(candidate => candidate === value)
  if (found !== undefined) return found
  throw new Problem(
    `“${name}” can't be “${value}”. Use ${allowed.map(item => `${name}=${item}`).join(' or ')}.`,
  )
}

function checkNames(query: URLSearchParams): void {
  for (const name of query.keys()) {
    const [base = '', suffix] = name.split('.', 2)
    const fits = suffix === undefined ? known.includes(base) : perPerson.some(candidate => candidate === base)
    if (!fits) throw new Problem(`There is no parameter “${name}”. ${suggestion(base)}`)
  }
}

function suggestion(base: string): string {
  const near = known.find(name => name.startsWith(base.slice(0, 3)) || base.startsWith(name))
  return near === undefined ? `There are ${known.join(', ')}.` : `Did you mean “${near}”?`
}

/** '' stands for the parameters that name nobody. */
const suffixesOf = (query: URLSearchParams): readonly string[] => [
  '',
  ...namedSuffixes(query).map(({ handle }) => handle),
]

const namedSuffixes = (query: URLSearchParams): PageParameters['named'] =>
  [...query.keys()].flatMap(name => {
    const [base = '', handle] = name.split('.', 2)
    const counts = handle !== undefined && perPerson.some(candidate => candidate === base)
    return counts ? [{ parameter: name, handle }] : []
  })

function namedHandles(query: URLSearchParams): PageParameters['named'] {
  const user = query.get('user')
  return user === null ? namedSuffixes(query) : [{ parameter: 'user', handle: user }, ...namedSuffixes(query)]
}
