import type { Secret } from './secret.ts'

const HIDDEN = '[secret]'

/**
 * Tokens by their shape: Kaltura sessions (`djJ8` is `v2|`), JSON web tokens, authorization headers, credentials and
 * tokens of our own, which begin with `kd` and the letter of their kind, and personal links into meetings.
 */
const TOKEN_SHAPES =
  /djJ8[\w=-]{8,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+|(?:[Bb]earer|Bot|[Bb]asic) [\w.~+/=-]{8,}|\bkd[a-z]_[\w-]{8,}|(?<=\/join\/)[\w-]{43}/g

/** Takes secrets out of a finished line, however they got there. */
export function createRedaction(secrets: readonly Secret[]): (line: string) => string {
  // An empty one, as of a database without a password, is in every line and hides nothing.
  const values = secrets.flatMap(secret => formsOf(secret.reveal())).filter(value => value !== '')
  // The longest first: one secret may be a part of another.
  const known = [...new Set(values)].sort((a, b) => b.length - a.length)
  return line => known.reduce(hide, line).replace(TOKEN_SHAPES, HIDDEN)
}

const hide = (line: string, value: string) => line.replaceAll(value, HIDDEN)

/** As it is, as JSON writes it, and as an address does. */
const formsOf = (value: string) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]

/**
 * What messages of errors quote is what somebody has sent, and may hold quotation marks itself: each kind from its first
 * to its last. An apostrophe within a word opens nothing.
 */
const QUOTED = /".*"|(?<![A-Za-z])'.*'|`.*`/gs

/** What to know of an error: messages may repeat what they were given, so quotations are cut out of them. */
export function describeError(cause: unknown): Readonly<Record<string, string>> {
  if (!(cause instanceof Error)) return { error: typeof cause }
  const errorMessage = isOfTheSystem(cause) ? cause.message : cause.message.replaceAll(QUOTED, '[quoted]')
  return { error: cause.name, errorMessage, stack: framesOf(cause) }
}

/** `ENOENT: … open '/data/x'`: these quote our own files and addresses. */
const isOfTheSystem = (error: Error) => 'syscall' in error && typeof error.syscall === 'string'

/** A stack begins with the message, which is on its own already. */
function framesOf({ stack = '', message }: Error): string {
  const start = stack.indexOf(message)
  const frames = start < 0 ? '' : stack.slice(start + message.length)
  return frames
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.startsWith('at '))
    .join('\n')
}
