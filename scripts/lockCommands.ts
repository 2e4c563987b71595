/** Adds the version of each command whose definition is new; refuses one that has changed under its old version. */
import { writeFileSync } from 'node:fs'
import { ALL_METADATA } from '../server/src/features/commands/allMetadata.ts'
import { LOCK_FILE, readDefinitionsLock, withLine } from '../server/src/features/commands/definitionsLock.ts'

let lock = readDefinitionsLock()
for (const command of ALL_METADATA) {
  const next = withLine(lock, command)
  if (typeof next === 'string') {
    console.error(next)
    process.exitCode = 1
  } else lock = next
}
writeFileSync(LOCK_FILE, `${JSON.stringify(lock, null, 2)}\n`)
