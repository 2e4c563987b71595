import { createDiscordSigner } from '../../server/src/testing/discordSigner.ts'
import type { Prepared } from './closedLoad.ts'

const APPLICATION_ID = '1100000000000000001'
const GUILD_ID = '1200000000000000001'
/** The owner of the sandbox's server. */
const USER_ID = '1400000000000000001'
const FIRST_ID = 1_600_000_000_000_000_000n

/** What is sent, without whom it is from: `{ type: 1 }`. */
export type InteractionKind = Readonly<Record<string, unknown>>

/** Makes interactions as Discord would send them, for one application whose key only the bench has. */
export interface SignedInteractions {
  readonly publicKey: string
  make(kind: InteractionKind, count: number): readonly Prepared[]
}

export function createSignedInteractions(): SignedInteractions {
  const signer = createDiscordSigner()
  let lastId = FIRST_ID
  const one = (kind: InteractionKind): Prepared => {
    const body = JSON.stringify({
      id: String(++lastId),
      application_id: APPLICATION_ID,
      token: `token-of-${lastId}`,
      version: 1,
      guild_id: GUILD_ID,
      channel_id: '1310000000000000001',
      member: { user: { id: USER_ID, username: 'ana' }, roles: [], permissions: '2147483647' },
      locale: 'en-US',
      app_permissions: '2147483647',
      ...kind,
    })
    return { body, headers: { 'content-type': 'application/json', ...signer.sign(body) } }
  }
  return {
    publicKey: signer.publicKey,
    make: (kind, count) => Array.from({ length: count }, () => one(kind)),
  }
}
