import { setTimeout as pause } from 'node:timers/promises'

const EVERY_MS = 5

/** Resolves once it holds; throws with what was waited for when it doesn't within `timeoutMs`. */
export async function until(holds: () => boolean, what: string, timeoutMs = 30_000): Promise<void> {
  const startMs = performance.now()
  while (!holds()) {
    if (performance.now() - startMs > timeoutMs) throw new Error(`Waited in vain: ${what}`)
    await pause(EVERY_MS)
  }
}
