import type { AccessOptions } from './createAccess.ts'

/** The first video comes first, ms. */
const AFTER_MS = 4_000

/** Who may watch what is found out once there is time for it. */
export function openAccess(options: AccessOptions): { close(): void } {
  let close = (): void => clearTimeout(timer)
  let closed = false
  const timer = setTimeout(() => {
    void import('./createAccess.ts').then(
      ({ createAccess }) => {
        if (!closed) close = createAccess(options).close
      },
      // Then each finds out from the player.
      () => undefined,
    )
  }, AFTER_MS)
  return {
    close() {
      closed = true
      close()
    },
  }
}
