import type { Role } from '@kaltura-discord/shared/permissions/roles.ts'
import type { Scope } from '@kaltura-discord/shared/permissions/scopes.ts'
import type { Request } from 'express'
import { fail, succeed } from '../result.ts'
import { bearerOf } from './bearer.ts'
import type { Access } from './operation.ts'

/** A machine that asks under its own name. */
export interface ServiceIdentity {
  readonly id: string
  readonly name: string
  /** What it may hand on. */
  readonly scopes: readonly Scope[]
  /** The most it may make of anybody. */
  readonly kalturaRole: Role
}

/** The service whose credential this is; null when there is none, or it has been revoked. */
export type AuthenticateService = (credential: string) => Promise<ServiceIdentity | null>

/** What the credential of a service begins with, so that leaked ones are found by looking for it. */
export const CREDENTIAL_PREFIX = 'kds_'

/** Whoever has the credential of a service. */
export const createServiceAccess = (authenticate: AuthenticateService): Access<ServiceIdentity> => ({
  scheme: 'service',
  scope: null,
  async admit(request) {
    const credential = credentialOf(request)
    const service = credential === null ? null : await authenticate(credential)
    return service ? succeed(service) : noCredential()
  },
  keyOf: ({ id }) => id,
})

/** `Bearer kds_<id>_<secret>`, or Basic with the id for a name and the secret for a password. */
export function credentialOf(request: Request): string | null {
  const token = bearerOf(request)
  if (token !== null) return token.startsWith(CREDENTIAL_PREFIX) ? token : null
  const basic = /^Basic +([\w+/-]+=*)$/i.exec(request.get('authorization') ?? '')?.[1]
  if (basic === undefined) return null
  const [id, ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  return `${CREDENTIAL_PREFIX}${id}_${secret.join(':')}`
}

const noCredential = () =>
  fail('unauthenticated', 'This needs the credential of a service: see `pnpm admin service create`.')
