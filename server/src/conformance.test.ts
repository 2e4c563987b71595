import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { readSharedData, skipWithoutSharedData } from './testing/sharedData.ts'
import { postJson, startTestProduct, type TestProduct } from './testing/startTestProduct.ts'

const PropertiesSchema = z.record(z.string(), z.object({ type: z.string() }))
const KalturaSchema = z.object({
  classes: z.record(z.string(), z.object({ base: z.string().nullable(), props: PropertiesSchema })),
  services: z.record(z.string(), z.record(z.string(), z.object({ params: PropertiesSchema }))),
})
type Kaltura = z.infer<typeof KalturaSchema>
const DiscordSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** What every request of Kaltura may carry beside the action's own parameters. */
const COMMON = ['ks', 'partnerId', 'format', 'clientTag', 'apiVersion', 'responseProfile']

let product: TestProduct

beforeAll(async () => {
  product = await startTestProduct()
  const { accessToken } = await product.signIn('cleo')
  const headers = { authorization: `Bearer ${accessToken}` }
  const { url } = product
  for (const path of ['videos/0_testcard', 'videos/1_live', 'videos?limit=5', 'videos/search?q=test'])
    await fetch(`${url}/api/v1/${path}`, { headers })
  await postJson(`${url}/api/v1/videos/0_testcard/session`, {}, headers)
})
afterAll(() => product.close())

const sentTo = (service: 'discord' | 'kaltura') =>
  product.sandbox.traffic.entries().filter(entry => entry.service === service)

describe.skipIf(skipWithoutSharedData)('what we send', () => {
  it('to Kaltura names services, actions, parameters and properties that exist', () => {
    const schema = KalturaSchema.parse(readSharedData('kaltura-22.19.0.schema.json'))
    const wrong: string[] = []
    for (const { url, requestBody } of sentTo('kaltura')) {
      const [, service = '', action = ''] = /service\/(\w+)\/action\/(\w+)/.exec(url) ?? []
      const known = schema.services[service]?.[action]
      if (!known) wrong.push(`${service}.${action}`)
      for (const [name, value] of Object.entries(z.record(z.string(), z.unknown()).parse(requestBody))) {
        if (COMMON.includes(name)) continue
        if (!known?.params[name]) wrong.push(`${service}.${action} ${name}`)
        wrong.push(...unknownProperties(schema, value, `${service}.${action} ${name}`))
      }
    }
    expect(wrong).toEqual([])
    expect(sentTo('kaltura').length).toBeGreaterThanOrEqual(4)
  })

  it('to Discord goes to paths that exist, with the methods they have', () => {
    const { paths } = DiscordSchema.parse(readSharedData('discord-openapi-v10.json'))
    const patterns = Object.entries(paths).map(
      ([path, methods]) =>
        [new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`), Object.keys(methods)] as const,
    )
    const asked = sentTo('discord').map(({ method, url }) => `${method} ${new URL(url).pathname}`)
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
    expect(asked).toHaveLength(4)
  })
})

function unknownProperties(schema: Kaltura, value: unknown, at: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((each, index) => unknownProperties(schema, each, `${at}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  const properties = Object.entries(value)
  const type = String(properties.find(([name]) => name === 'objectType')?.[1])
  return properties.flatMap(([name, inner]) =>
    name === 'objectType' || propertiesOf(schema, type).has(name)
      ? unknownProperties(schema, inner, `${at}.${name}`)
      : [`${at} ${type}.${name}`],
  )
}

function propertiesOf(schema: Kaltura, type: string): Set<string> {
  const known = schema.classes[type]
  if (!known) return new Set()
  const inherited = known.base === null ? [] : propertiesOf(schema, known.base)
  return new Set([...inherited, ...Object.keys(known.props)])
}
