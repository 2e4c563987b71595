import { VideoPageSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { createKalturaCheck } from '../../sandbox/src/conformance/kalturaCheck.ts'
import { ADMIN_SESSION, encodeKs } from '../../sandbox/src/kaltura/ks.ts'
import { APP_TOKEN_ENVIRONMENT } from '../../sandbox/src/startSandbox.ts'
import { readSharedData, sharedDataPath, skipWithoutSharedData } from './testing/sharedData.ts'
import { postJson, startTestProduct, type TestProduct } from './testing/startTestProduct.ts'

const DiscordSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

const BEN = '1400000000000000002'

/** Over the account's secret, and over app tokens. */
let products: readonly TestProduct[] = []

beforeAll(async () => {
  products = [
    await startTestProduct(),
    await startTestProduct({ ...APP_TOKEN_ENVIRONMENT, KALTURA_ADMIN_SECRET: '' }),
  ]
  await Promise.all(products.map(use))
})
afterAll(() => Promise.all(products.map(product => product.close())))

const sentTo = (service: 'discord' | 'kaltura', { sandbox }: TestProduct) =>
  sandbox.traffic.entries().filter(entry => entry.service === service)

/** What people do, so that everything we ever send goes out once. */
async function use(product: TestProduct): Promise<void> {
  const { url, signIn } = product
  const headers = { authorization: `Bearer ${(await signIn('cleo')).accessToken}` }
  const get = async (path: string) => (await fetch(`${url}/api/v1/${path}`, { headers })).json()
  const { nextCursor } = VideoPageSchema.parse(await get('videos?limit=5'))
  const found = VideoPageSchema.parse(await get('videos/search?q=a&limit=2'))
  await get(`videos?limit=5&cursor=${nextCursor}`)
  await get(`videos/search?q=a&limit=2&cursor=${found.nextCursor}`)
  await get('videos/0_nothere1')
  await get('videos/0_lecture/captions/search?q=server')
  await postJson(`${url}/api/v1/videos/0_testcard/session`, {}, headers)
  await get('collections?q=winter&limit=1')
  await get('collections/playlist/0_winter/videos?limit=2')
  await get('collections/category/310002/videos?limit=1')
  await get('collections/category/1/videos')
  await postJson(`${url}/api/v1/videos/access`, { entryIds: ['0_testcard', '0_lecture'] }, headers)
  await addAtKaltura(product, `discord_${BEN}`)
  await signIn('ben')
  await vi.waitUntil(() => actionsOf(product).has('user.update'), { timeout: 5_000 })
}

/** A user whom Kaltura has and we don't know of. */
async function addAtKaltura({ sandbox }: TestProduct, id: string): Promise<void> {
  const contents = { partnerId: 1234567, userId: '', type: ADMIN_SESSION, privileges: '' }
  const ks = encodeKs({ ...contents, expiresAtS: Date.now() / 1000 + 60 }, '0123456789abcdef0123456789abcdef')
  const endpoint = sandbox.serverEnvironment['KALTURA_API_ENDPOINT']
  await postJson(`${endpoint}/service/user/action/add`, { ks, format: 1, user: { id } })
}

const actionsOf = (product: TestProduct) =>
  new Set(
    sentTo('kaltura', product).map(({ url }) =>
      url.replace(/.*service\/(\w+)(?:\/action\/(\w+))?.*/, (_, service, action) =>
        action === undefined ? service : `${service}.${action}`,
      ),
    ),
  )

describe.skipIf(skipWithoutSharedData)('what we send', () => {
  it('to Kaltura is what its schema says, in name and type', () => {
    const check = createKalturaCheck(sharedDataPath('kaltura-22.19.0.schema.json'))
    expect(products.flatMap(product => sentTo('kaltura', product).flatMap(check))).toEqual([])
  })

  it('to Kaltura is all of this', () => {
    const [bySecret = new Set(), byAppTokens = new Set()] = products.map(actionsOf)
    const ours = [
      'baseentry.get',
      'baseentry.list',
      'caption_captionasset.list',
      'caption_captionasset.serve',
      'category.get',
      'category.list',
      'cuepoint_cuepoint.list',
      'elasticsearch_esearch.searchEntry',
      'multirequest',
      'playlist.execute',
      'playlist.list',
      'user.add',
      'user.update',
    ]
    expect([...bySecret].toSorted()).toEqual(ours)
    const sessions = ['apptoken.startSession', 'session.startWidgetSession']
    expect([...byAppTokens].toSorted()).toEqual([...ours, ...sessions].toSorted())
  })

  it('to Discord goes to paths that exist, with the methods they have', () => {
    const { paths } = DiscordSchema.parse(readSharedData('discord-openapi-v10.json'))
    const patterns = Object.entries(paths).map(
      ([path, methods]) =>
        [new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`), Object.keys(methods)] as const,
    )
    const asked = products
      .flatMap(product => sentTo('discord', product))
      .map(({ method, url }) => `${method} ${new URL(url).pathname}`)
    const known = asked.filter(each => {
      const [method = '', path = ''] = each.split(' ')
      // The OAuth2 endpoints are not in Discord's document.
      if (path === '/api/oauth2/token') return method === 'POST'
      const bare = path.replace('/api/v10', '')
      return patterns.some(
        ([pattern, methods]) => pattern.test(bare) && methods.includes(method.toLowerCase()),
      )
    })
    expect(known).toEqual(asked)
    expect(asked.length).toBeGreaterThanOrEqual(6)
  })
})
