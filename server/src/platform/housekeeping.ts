import type { Logger } from './logger.ts'

const EVERY_MS = 3_600_000

/** Runs chores now and then. One that fails is logged and comes again next time. */
export function startHousekeeping(
  chores: readonly (() => Promise<void>)[],
  logger: Logger,
): { close(): void } {
  const run = async () => {
    for (const chore of chores) await chore().catch((error: unknown) => logger.error('chore.failed', error))
  }
  const timer = setInterval(() => void run(), EVERY_MS).unref()
  return { close: () => clearInterval(timer) }
}
