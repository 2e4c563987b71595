import { DatabaseSync } from 'node:sqlite'
import { databasePath } from './runRecord.ts'

/** The server may be writing, ms. */
const PATIENCE_MS = 5_000

/**
 * What one test leaves behind for the next day is nothing to the next test: what rooms of the one voice channel have
 * kept, what people have chosen for themselves, and what they have said.
 */
export function forgetBetweenTests(): void {
  const database = new DatabaseSync(databasePath(), { timeout: PATIENCE_MS })
  try {
    database.exec('UPDATE rooms SET place = NULL; DELETE FROM personal_settings; DELETE FROM comments')
  } finally {
    database.close()
  }
}
