import { createApp } from './app.ts'
import { loadConfig } from './config.ts'
import { runUntilTold } from './platform/lifecycle.ts'

/** Runs the server as the environment says, or says what is wrong with the environment. */
export async function runServer(): Promise<void> {
  const loaded = loadConfig()
  if (loaded.ok) return runUntilTold(createApp(loaded.config))
  const problems = loaded.problems.map(problem => `- ${problem}\n`).join('')
  process.stderr.write(`This server can't start:\n${problems}`)
  process.exitCode = 1
}
