import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { commandDigest, readForms } from './commandDigest.ts'
import type { CommandMetadata } from './metadata.ts'
import { registeredForm } from './registration.ts'

/** Every version that a command's definition has had, with the SHA-256 of what Discord was told then. */
const DefinitionsLockSchema = z.record(z.string(), z.record(z.string(), z.string()))
export type DefinitionsLock = z.infer<typeof DefinitionsLockSchema>

export const LOCK_FILE = fileURLToPath(new URL('definitions.lock.json', import.meta.url))

export const readDefinitionsLock = (): DefinitionsLock =>
  DefinitionsLockSchema.parse(JSON.parse(readFileSync(LOCK_FILE, 'utf8')))

export const definitionDigest = (command: CommandMetadata): string =>
  (readForms([registeredForm(command)]) ?? []).map(commandDigest).join()

/** With the line that this version of a command needs; or what has to be done first. */
export function withLine(lock: DefinitionsLock, command: CommandMetadata): DefinitionsLock | string {
  const { name, version } = command
  const digest = definitionDigest(command)
  const known = lock[name]?.[version]
  if (known === digest) return lock
  if (known !== undefined)
    return `The definition of ${name} has changed: raise its version, which is ${version}.`
  return { ...lock, [name]: { ...lock[name], [version]: digest } }
}
