import type { Log } from './logger.ts'

/** When stopping takes longer than this, it is cut short, ms. */
const HARD_STOP_MS = 10_000

interface Runnable {
  readonly logger: Log
  start(): Promise<unknown>
  stop(): Promise<void>
}

/** Runs until a signal says to end, or until something happens that nobody has foreseen. */
export async function runUntilTold(app: Runnable): Promise<void> {
  let stopping = false
  const end = async (exitCode: number) => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref()
    const stopped = await app.stop().then(
      () => true,
      (error: unknown) => app.logger.error('app.stop.failed', error),
    )
    await app.logger.close()
    process.exit(stopped ? exitCode : 1)
  }
  const surprised = (error: unknown) => {
    app.logger.error('app.surprised', error)
    void end(1)
  }
  process.on('SIGTERM', () => void end(0))
  process.on('SIGINT', () => void end(0))
  process.on('uncaughtException', surprised)
  process.on('unhandledRejection', surprised)
  try {
    await app.start()
  } catch (error) {
    app.logger.error('app.start.failed', error)
    await end(1)
  }
}
