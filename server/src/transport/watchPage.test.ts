import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ActivityConfigSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestProduct, type TestProduct } from '../testing/startTestProduct.ts'
import { kalturaSources } from './watchPage.ts'

let product: TestProduct
const folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-watch-'))

beforeAll(async () => {
  writeFileSync(join(folder, 'watch.html'), '<html><head></head><body></body></html>')
  product = await startTestProduct({}, { clientDirectory: folder })
})
afterAll(async () => {
  await product.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the page of guests', () => {
  it('runs our own files, reaches Kaltura’s hosts alone, and is in no frame (ASVS 3.4.3, 3.4.5, 3.4.6)', async () => {
    const { headers } = await fetch(`${product.url}/watch`)
    const policy = new Map(
      (headers.get('content-security-policy') ?? '').split('; ').map(each => {
        const [name = '', ...sources] = each.split(' ')
        return [name, sources]
      }),
    )
    const { kaltura, cdn } = product.sandbox.urls
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('script-src')).toEqual(["'self'"])
    expect(policy.get('frame-ancestors')).toEqual(["'none'"])
    expect(policy.get('connect-src')?.toSorted()).toEqual(["'self'", kaltura, cdn].toSorted())
    expect(policy.get('frame-src')).toBeUndefined()
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })

  it('knows Kaltura by its own addresses, as nobody maps them here', async () => {
    const body = await (await fetch(`${product.url}/watch`)).text()
    const [, json = ''] = /id="activity-config">(.*?)<\/script>/.exec(body) ?? []
    expect(ActivityConfigSchema.parse(JSON.parse(json))).toMatchObject({
      player: { serviceUrl: `${product.sandbox.urls.kaltura}/api_v3`, cdnUrl: product.sandbox.urls.kaltura },
      urlMappings: [],
      meetings: { kafUrl: null },
    })
  })
})

describe('the hosts of Kaltura', () => {
  it('are those of the configuration, and nothing that a policy could read as another', () => {
    const sources = kalturaSources({
      kaltura: { apiEndpoint: 'https://www.kaltura.com/api_v3' },
      activity: {
        urlMappings: [
          { prefix: '/cdn', target: 'cfvod.kaltura.com/p' },
          { prefix: '/any', target: '{host}.kaltura.com' },
          { prefix: '/odd', target: "evil.example; script-src 'unsafe-inline'" },
          { prefix: '/middle', target: 'a.{host}.kaltura.com' },
          { prefix: '/', target: 'ours.example' },
        ],
      },
    })
    expect(sources).toEqual(['https://www.kaltura.com', 'https://cfvod.kaltura.com', 'https://*.kaltura.com'])
  })
})
