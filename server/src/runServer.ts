import { type App, createApp } from './app.ts'
import { type Config, loadConfig } from './config.ts'
import { runUntilTold } from './platform/lifecycle.ts'
import { LogFolderError } from './platform/logFiles.ts'

/** Runs the server as the environment says, or says what is wrong with the environment. */
export async function runServer(): Promise<void> {
  const loaded = loadConfig()
  if (!loaded.ok) return refuse(loaded.problems)
  const app = appFor(loaded.config)
  return app instanceof LogFolderError ? refuse([app.message]) : runUntilTold(app)
}

/** What goes wrong before there is a log is said plainly. */
function appFor(config: Config): App | LogFolderError {
  try {
    return createApp(config)
  } catch (error) {
    if (error instanceof LogFolderError) return error
    throw error
  }
}

function refuse(reasons: readonly string[]): void {
  process.stderr.write(`This server can't start:\n${reasons.map(reason => `- ${reason}\n`).join('')}`)
  process.exitCode = 1
}
