import { findMariaDb, type MariaDbPrograms } from './findMariaDb.ts'
import { installCommand, installPackages } from './installPackages.ts'

/** The programs without a service: the tests start one of their own. */
const PACKAGES = ['mariadb-server-core', 'mariadb-client-core']

export type MariaDb =
  | { readonly ok: true; readonly programs: MariaDbPrograms }
  | { readonly ok: false; readonly why: string }

/** A MariaDB for the tests, installed from the distribution's packages where there is none. */
export async function ensureMariaDb(): Promise<MariaDb> {
  const found = findMariaDb()
  if (found) return { ok: true, programs: found }
  const command = installCommand(PACKAGES)
  console.log(`There is no MariaDB yet: ${command}`)
  const problem = await installPackages(PACKAGES)
  const programs = findMariaDb()
  if (programs) return { ok: true, programs }
  const byHand = `There is no MariaDB on this machine, and the tests need one. Install it (on Debian, as root: ${command}).`
  return { ok: false, why: problem ? `${problem}\n${byHand}` : byHand }
}
