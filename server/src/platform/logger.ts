import { type DestinationStream, multistream, pino } from 'pino'
import { type LogFiles, openLogFiles } from './logFiles.ts'
import { createRedaction, describeError } from './redact.ts'
import { requestContext } from './requestContext.ts'
import type { Secret } from './secret.ts'

/** Flat and plain: an object that happens to hold a secret can't be handed in. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Logger {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** `cause` is logged with its stack, and without what its message quotes. */
  error(event: string, cause: unknown, fields?: LogFields): void
}

/** The one that owns the files. */
export interface Log extends Logger {
  /** Resolves when every line is where it belongs; what comes later goes to standard output alone. */
  close(): Promise<void>
}

export interface LoggerOptions {
  readonly level: string
  /** Values that must not be in any line, wherever they came from. */
  readonly secrets: readonly Secret[]
  /** Where `combined.log` and `error.log` are; null or left out for standard output alone. */
  readonly directory?: string | null
  /** Instead of standard output. */
  readonly destination?: DestinationStream
}

/**
 * JSON lines, one event each. The finished line is scrubbed, so that no caller can forget to. Throws a
 * `LogFolderError` when there is a directory that can't be written to.
 */
export function createLogger({ level, secrets, directory, destination }: LoggerOptions): Log {
  const output = destination ?? standardOutput()
  const files = directory
    ? openLogFiles(directory, (file, reason) => sink.warn({ file, reason }, 'log.file.failed'))
    : null
  const sink = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      mixin: () => ({ requestId: requestContext.getStore()?.requestId }),
      hooks: { streamWrite: createRedaction(secrets) },
    },
    files ? everywhere(output, files) : output,
  )
  return {
    debug: (event, fields = {}) => sink.debug(fields, event),
    info: (event, fields = {}) => sink.info(fields, event),
    warn: (event, fields = {}) => sink.warn(fields, event),
    error: (event, cause, fields = {}) => sink.error({ ...fields, ...describeError(cause) }, event),
    close: async () => files?.close(),
  }
}

const everywhere = (output: DestinationStream, { combined, error }: LogFiles) =>
  multistream([
    { level: 'trace', stream: output },
    { level: 'trace', stream: combined },
    { level: 'error', stream: error },
  ])

/** A log that nobody can take, because its disk is full, must not end the process. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: process.stdout.fd, sync: true })
  output.on('error', () => {})
  return output
}
