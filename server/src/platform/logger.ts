import { type DestinationStream, pino } from 'pino'
import { requestContext } from './requestContext.ts'
import type { Secret } from './secret.ts'

/** Flat and plain: an object that happens to hold a secret can't be handed in. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Logger {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** `cause` is logged with its stack. */
  error(event: string, cause: unknown, fields?: LogFields): void
}

export interface LoggerOptions {
  readonly level: string
  /** Values that must not be in any line, wherever they came from. */
  readonly secrets: readonly Secret[]
  readonly destination?: DestinationStream
}

/** Tokens by their shape: Kaltura sessions (`djJ8` is `v2|`), JSON web tokens, authorization headers. */
const TOKEN_SHAPES = /djJ8[\w=-]{8,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]+|(?:Bearer|Bot) [\w.~+/=-]{8,}/g

/** JSON lines, one event each. The finished line is scrubbed, so that no caller can forget to. */
export function createLogger({ level, secrets, destination }: LoggerOptions): Logger {
  const values = secrets.map(secret => secret.reveal())
  const scrub = (line: string) =>
    values.reduce((text, value) => text.replaceAll(value, '[secret]'), line).replace(TOKEN_SHAPES, '[secret]')
  const options = {
    level,
    base: null,
    messageKey: 'event',
    mixin: () => ({ requestId: requestContext.getStore()?.requestId }),
    hooks: { streamWrite: scrub },
  }
  const sink = destination ? pino(options, destination) : pino(options)
  return {
    debug: (event, fields = {}) => sink.debug(fields, event),
    info: (event, fields = {}) => sink.info(fields, event),
    warn: (event, fields = {}) => sink.warn(fields, event),
    error: (event, cause, fields = {}) => sink.error({ ...fields, ...describeCause(cause) }, event),
  }
}

function describeCause(cause: unknown): LogFields {
  if (!(cause instanceof Error)) return { error: typeof cause }
  return { error: cause.name, errorMessage: cause.message, stack: cause.stack }
}
