import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))

/** Tests that need the vendors' schemas are left out where those aren't at hand, but never in CI. */
export const skipWithoutSharedData = !existsSync(FOLDER) && !process.env['CI']

export const sharedDataPath = (name: string): string => `${FOLDER}${name}`

export function readSharedData(name: string): unknown {
  return JSON.parse(readFileSync(sharedDataPath(name), 'utf8'))
}
