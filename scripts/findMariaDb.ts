import { existsSync } from 'node:fs'
import { join } from 'node:path'

const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']

export interface MariaDbPrograms {
  readonly server: string
  /** Fills an empty data folder. */
  readonly installer: string
}

/** The MariaDB of this machine, or null where there is none. */
export function findMariaDb(): MariaDbPrograms | null {
  const server = find('mariadbd')
  const installer = find('mariadb-install-db')
  return server && installer ? { server, installer } : null
}

const find = (name: string): string | undefined =>
  FOLDERS.map(folder => join(folder, name)).find(path => existsSync(path))
