import { accessSync, closeSync, constants, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'

/** A log file is put aside when it has grown to this, or at midnight UTC. */
export const LOG_FILE_BYTES = 20 * 1024 * 1024
/** So many that were put aside are kept, of each kind. */
export const LOG_FILES_KEPT = 14
/** A file that can't be written to is tried again after this, ms. */
const REST_MS = 10_000
/** Nobody but whoever runs the server reads what it did. */
const OURS_ALONE = 0o600
/** What may wait for the disk; more is left out, bytes. */
export const LOG_BACKLOG_BYTES = 4 * 1024 * 1024

/** Says what is wrong and which variable mends it. */
export class LogFolderError extends Error {
  override readonly name = 'LogFolderError'
}

export interface LogFiles {
  readonly combined: LogFile
  readonly error: LogFile
  /** Resolves when all lines are on the disk. */
  close(): Promise<void>
}

/** Everything into one file, and errors into another besides. Throws a `LogFolderError` where that can't be. */
export function openLogFiles(directory: string, onTrouble: (file: string, reason: string) => void): LogFiles {
  const open = (name: string) => {
    assertWritable(directory, name)
    return new LogFile(directory, name, reason => onTrouble(name, reason))
  }
  const combined = open('combined.log')
  const error = open('error.log')
  return {
    combined,
    error,
    close: async () => void (await Promise.all([combined.close(), error.close()])),
  }
}

/** At the start, so that nobody finds out weeks later that nothing was kept. */
function assertWritable(directory: string, name: string): void {
  try {
    mkdirSync(directory, { recursive: true })
    // Files are put aside by renaming them, which takes the right to write to the folder itself.
    accessSync(directory, constants.W_OK | constants.X_OK)
    closeSync(openSync(join(directory, name), 'a', OURS_ALONE))
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is not known why'
    throw new LogFolderError(
      `LOG_DIR names a folder in which ${name} can't be written (${reason}). ` +
        'Set it to a folder that this process may write to, or leave it out.',
    )
  }
}

/**
 * One file that is put aside by size and age. A disk that is full, or a folder that is taken away, costs lines of
 * this file and nothing else: it is tried again after a rest.
 */
export class LogFile {
  readonly #directory: string
  readonly #name: string
  readonly #onTrouble: (reason: string) => void
  #stream: RotatingFileStream | null = null
  #restUntilMs = 0
  #closed = false

  constructor(directory: string, name: string, onTrouble: (reason: string) => void) {
    this.#directory = directory
    this.#name = name
    this.#onTrouble = onTrouble
  }

  write(line: string): void {
    if (this.#closed) return
    if (!this.#stream && performance.now() < this.#restUntilMs) return
    this.#stream ??= this.#open()
    if (this.#stream.writableLength < LOG_BACKLOG_BYTES) this.#stream.write(line)
  }

  async close(): Promise<void> {
    this.#closed = true
    const stream = this.#stream
    if (!stream) return
    await new Promise<void>(resolve => {
      stream.once('close', resolve)
      stream.end()
    })
  }

  #open(): RotatingFileStream {
    const stream = createStream(index => (index ? `${this.#name}.${index}` : this.#name), {
      path: this.#directory,
      size: `${LOG_FILE_BYTES}B`,
      interval: '1d',
      intervalUTC: true,
      initialRotation: true,
      rotate: LOG_FILES_KEPT,
      mode: OURS_ALONE,
    })
    stream.on('error', error => {
      this.#stream = null
      this.#restUntilMs = performance.now() + REST_MS
      this.#onTrouble('code' in error ? String(error.code) : error.name)
    })
    return stream
  }
}
