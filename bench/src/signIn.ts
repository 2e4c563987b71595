import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type SignedIn, SignedInSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { hostState, post, SERVER_URL } from '../../e2e/src/sandboxControl.ts'

/** Everybody there is in the sandbox, and as many more as are needed. Resolves with handles. */
export async function people(count: number): Promise<string[]> {
  const known = (await hostState()).users.length
  for (let index = known; index < count; index++) await post('/host/people')
  return (await hostState()).users.slice(0, count).map(({ name }) => name)
}

/** Discord lets nobody sign in dozens of people at once, in reality no more than here. */
const TRIES = 20
const RETRY_MS = 500

/** The way a page goes from the voice channel to a signed-in member, without a page. */
export async function signIn(user: string): Promise<SignedIn> {
  await post('/host/voice/join', { user })
  const { instanceId } = await answer(post('/host/launch', { user, platform: 'desktop' }), ['instanceId'])
  for (let attempt = 1; ; attempt++) {
    const response = await askToSignIn(user, instanceId)
    if (response.ok) return SignedInSchema.parse(await response.json())
    const text = await response.text()
    if (response.status < 429 || attempt === TRIES)
      throw new Error(`${user} can't sign in: ${response.status} ${text}`)
    await pause(RETRY_MS)
  }
}

async function askToSignIn(user: string, instanceId: string): Promise<Response> {
  const codeVerifier = randomBytes(32).toString('base64url')
  const { code } = await answer(
    post('/host/authorize', {
      user,
      clientId: (await hostState()).applicationId,
      scope: ['identify', 'guilds.members.read'],
      responseType: 'code',
      codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      codeChallengeMethod: 'S256',
    }),
    ['code'],
  )
  return fetch(`${SERVER_URL}/api/v1/auth/discord`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, codeVerifier, instanceId }),
  })
}

async function answer<K extends string>(
  asked: Promise<Response>,
  keys: readonly K[],
): Promise<Record<K, string>> {
  const body: unknown = await (await asked).json()
  const entries = Object.entries(typeof body === 'object' && body !== null ? body : {})
  const texts: Partial<Record<string, string>> = Object.fromEntries(
    entries.map(([key, value]) => [key, String(value)]),
  )
  const isWhole = (found: Partial<Record<string, string>>): found is Record<K, string> =>
    keys.every(key => found[key] !== undefined)
  if (!isWhole(texts)) throw new Error(`The sandbox's answer lacks one of ${keys.join(', ')}`)
  return texts
}
