import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data')

/** Reference data lies beside a checkout, not in it. Tests go without it only where nobody checks. */
export const isSharedDataMissing = !existsSync(FOLDER) && !process.env['CI']

export const readSharedData = (file: string): unknown => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))
