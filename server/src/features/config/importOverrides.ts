import { hash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from '../../platform/logger.ts'
import { parseJson } from '../../platform/parseJson.ts'
import type { ConfigService } from './service.ts'

/** Largest file of overrides, bytes: all templates, lists and roles at their longest fit in. */
const MAX_FILE_BYTES = 512 * 1024
/** The server's id, as Discord makes them. */
const FILE_NAME = /^(\d{17,20})\.json$/

interface ImportOptions {
  readonly directory: string
  readonly service: Pick<ConfigService, 'importOnce'>
  readonly logger: Logger
}

/** Takes in each file of overrides once. A wrong one is named and left out as a whole; nobody is kept waiting for it. */
export async function importOverrides({ directory, service, logger }: ImportOptions): Promise<void> {
  for (const file of await filesIn(directory)) {
    const reason = await importFile(join(directory, file), file)
    if (reason !== null) logger.warn('config.import.skipped', { file, reason })
  }

  /** Why the file is left out; null when it isn't. */
  async function importFile(path: string, file: string): Promise<string | null> {
    const guildId = FILE_NAME.exec(file)?.[1]
    if (guildId === undefined) return 'Its name must be the id of a Discord server, with .json behind it.'
    const content = await readSmall(path)
    if (content === null) return `It can't be read, or is larger than ${MAX_FILE_BYTES} bytes.`
    const overrides = parseJson(content)
    if (overrides === undefined) return 'It is not JSON.'
    const contentHash = hash('sha256', content)
    const imported = await service.importOnce(guildId, overrides, contentHash)
    if (!imported.ok) return imported.error.message
    if (imported.value) logger.info('config.imported', { file, guildId })
    return null
  }
}

/** None where there is no such folder: having nothing to import is the usual case. */
async function filesIn(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => [])
  return names.filter(name => name.endsWith('.json')).sort()
}

async function readSmall(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path)
    return size > MAX_FILE_BYTES ? null : await readFile(path, 'utf8')
  } catch {
    return null
  }
}
