import { readFileSync } from 'node:fs'
import type { PoolOptions } from 'mysql2'
import * as z from 'zod'
import type { Secret } from '../secret.ts'

const DEFAULT_PORT = 3306

const AddressSchema = z.object({
  database: z.string().min(1),
  parameters: z.strictObject({
    /** `verify` wants a certificate that this machine trusts, `unverified` any. */
    tls: z.enum(['off', 'verify', 'unverified']).default('off'),
    /** A file with the certificates to trust in place of the machine's own. */
    ca: z.string().min(1).optional(),
  }),
})

type Address = Pick<PoolOptions, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'>

/** Where the database is and how to get in. What is wrong with the address is said without showing any of it. */
export function readAddress(address: Secret): Address {
  const url = new URL(address.reveal())
  const parsed = AddressSchema.safeParse({
    database: decodeURIComponent(url.pathname.slice(1)),
    parameters: Object.fromEntries(url.searchParams),
  })
  if (!parsed.success)
    throw new Error(
      'DATABASE_URL does not fit. Set it to: mysql://user:password@host:3306/database, with ?tls=verify for an encrypted connection and &ca=<file> where the certificate is not a public one.',
    )
  const { database, parameters } = parsed.data
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    ...tlsOf(parameters),
  }
}

function tlsOf({ tls, ca }: z.infer<typeof AddressSchema>['parameters']): Pick<PoolOptions, 'ssl'> {
  if (tls === 'off') return {}
  const verified = tls === 'verify'
  return {
    ssl: { rejectUnauthorized: verified, verifyIdentity: verified, ...(ca && { ca: readCertificates(ca) }) },
  }
}

function readCertificates(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Error(`The file that DATABASE_URL names as ca can't be read.`)
  }
}
