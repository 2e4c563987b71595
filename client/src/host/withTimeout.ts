import type { HostError, HostResult } from './host.ts'

/**
 * A command of the SDK as a result that always comes: a reply that fails the SDK's own schema leaves its promise
 * hanging for good, and its errors are plain `{code, message}` objects.
 */
export function withTimeout<T>(command: Promise<T>, timeoutMs: number): Promise<HostResult<T>> {
  return new Promise(resolve => {
    const timer = setTimeout(
      () =>
        resolve({ ok: false, error: { kind: 'timedOut', code: null, message: 'No answer from Discord.' } }),
      timeoutMs,
    )
    command.then(
      value => {
        clearTimeout(timer)
        resolve({ ok: true, value })
      },
      (thrown: unknown) => {
        clearTimeout(timer)
        resolve({ ok: false, error: readHostError(thrown) })
      },
    )
  })
}

const INVALID_COMMAND = 4002
const OAUTH2_ERROR = 5000

/** Exported for its test. */
export function readHostError(thrown: unknown): HostError {
  const { code, message } = fieldsOf(thrown)
  if (code === INVALID_COMMAND) return { kind: 'unknownCommand', code, message }
  // Discord has one number for all that can go wrong in OAuth; only the sentence tells a refusal.
  const refused = code === OAUTH2_ERROR && /denied|cancel/i.test(message)
  return { kind: refused ? 'refused' : 'failed', code, message }
}

function fieldsOf(thrown: unknown): { code: number | null; message: string } {
  if (typeof thrown !== 'object' || thrown === null) return { code: null, message: String(thrown) }
  const code = 'code' in thrown && typeof thrown.code === 'number' ? thrown.code : null
  const message = 'message' in thrown && typeof thrown.message === 'string' ? thrown.message : ''
  return { code, message }
}
