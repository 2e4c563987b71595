import { randomBytes } from 'node:crypto'
import { TokensSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, createApp } from '../../app.ts'
import { loadConfig } from '../../config.ts'
import { createLogger } from '../../platform/logger.ts'
import { postJson, startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'

let product: TestProduct
const apps: App[] = []

beforeAll(async () => {
  product = await startTestProduct()
})
afterAll(async () => {
  for (const app of apps) await app.stop()
  await product.close()
})

/** The same deployment after its secret has been changed. */
async function startWith(more: Record<string, string>): Promise<string> {
  const secret = { JWT_SECRET: randomBytes(32).toString('hex') }
  const loaded = loadConfig({ ...product.environment, ...secret, ...more })
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const app = createApp(loaded.config, { logger: createLogger({ level: 'silent', secrets: [] }) })
  apps.push(app)
  return (await app.start()).url
}

const videos = async (url: string, token: string) =>
  (await fetch(`${url}/api/v1/videos`, { headers: { authorization: `Bearer ${token}` } })).status

it('a changed secret signs nobody out, and one that is gone opens nothing (ID6)', async () => {
  const { accessToken, refreshToken } = await product.signIn('ana')
  const rotated = await startWith({ JWT_PREVIOUS_SECRETS: product.environment['JWT_SECRET'] ?? '' })
  expect(await videos(rotated, accessToken)).toBe(200)
  const replaced = await startWith({})
  expect(await videos(replaced, accessToken)).toBe(401)
  // A refresh token is a key to the database and not signed by anything.
  const response = await postJson(`${replaced}/api/v1/auth/refresh`, { refreshToken })
  const { accessToken: fresh } = TokensSchema.parse(await response.json())
  expect(await videos(replaced, fresh)).toBe(200)
  expect([await videos(product.url, fresh), await videos(rotated, fresh)]).toEqual([401, 401])
})
