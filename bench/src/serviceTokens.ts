import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { IssuedTokenSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { SERVER_URL } from '../../e2e/src/sandboxControl.ts'

const ADMIN = resolve(import.meta.dirname, '../../server/src/admin/main.ts')
const CREDENTIAL = /kds_[\w-]+/
/** A member of the sandbox's server, and as many others as are needed: whoever counts against a limit alone. */
const FIRST_USER_ID = 1_400_000_000_000_000_001n

/** Makes a service with the admin command, as an operator would; the answer is its credential. */
async function createService(databasePath: string): Promise<string> {
  const words = ['service', 'create', '--name', 'bench', '--scope', 'videos:read', '--json']
  const { stdout } = await promisify(execFile)(process.execPath, [ADMIN, ...words], {
    env: { ...process.env, DATABASE_PATH: databasePath },
  })
  const [credential] = CREDENTIAL.exec(stdout) ?? []
  if (credential === undefined) throw new Error(`The admin command showed no credential: ${stdout}`)
  return credential
}

/** Tokens of so many people, handed out by a service. */
export async function serviceTokens(databasePath: string, count: number): Promise<string[]> {
  const credential = await createService(databasePath)
  const tokens: string[] = []
  for (let index = 0; index < count; index++)
    tokens.push(await tokenFor(credential, String(FIRST_USER_ID + BigInt(index))))
  return tokens
}

async function tokenFor(credential: string, discordId: string): Promise<string> {
  const response = await fetch(`${SERVER_URL}/api/v1/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
    body: JSON.stringify({ discordId, username: 'bench', roles: [] }),
  })
  if (!response.ok) throw new Error(`auth/token answered ${response.status}: ${await response.text()}`)
  return IssuedTokenSchema.parse(await response.json()).token
}
