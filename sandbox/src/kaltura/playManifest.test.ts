import { describe, expect, it } from 'vitest'
import { flavorsOf } from './flavor.ts'
import { LIBRARY } from './library.ts'
import { createTestKaltura } from './testApi.ts'

const { api, cdn, mint, adminKs, options } = createTestKaltura()

const path = (entryId: string, rest = '') =>
  `/p/1234567/sp/123456700/playManifest/entryId/${entryId}/protocol/http/format/applehttp${rest}/a.m3u8?playSessionId=1`

const urlsIn = (playlist: unknown): readonly string[] =>
  `${playlist}`.split('\n').filter(line => line.startsWith('http'))

describe('playManifest', () => {
  it('takes the KS in the path, in the query, or in the header', async () => {
    const ks = mint('sview:0_testcard')
    const answers = await Promise.all([
      api({ path: path('0_testcard', `/ks/${ks}`) }),
      api({ path: `${path('0_testcard')}&ks=${ks}` }),
      api({ path: path('0_testcard'), headers: { 'x-kaltura-ks': ks } }),
      api({ path: path('0_testcard', `/ks/${adminKs}`) }),
    ])
    for (const { status, headers, body } of answers) {
      expect(status).toBe(200)
      expect(headers?.['content-type']).toBe('application/vnd.apple.mpegurl')
      expect(headers?.['cache-control']).toMatch('private')
      expect(urlsIn(body)).toHaveLength(2)
    }
  })

  it('leads to playlists and segments on the media host, all there', async () => {
    const master = await api({ path: path('0_public') })
    for (const playlistUrl of urlsIn(master.body)) {
      expect(new URL(playlistUrl).origin).toBe(options.cdnOrigin)
      const playlist = await cdn({ path: new URL(playlistUrl).pathname })
      const segments = urlsIn(playlist.body)
      const [, init = ''] = /EXT-X-MAP:URI="([^"]+)"/.exec(`${playlist.body}`) ?? []
      expect(segments).toHaveLength(8)
      for (const url of [init, ...segments]) {
        expect((await cdn({ path: new URL(url).pathname })).status).toBe(200)
      }
    }
  })

  it('keeps to the flavors that are asked for', async () => {
    const entry = LIBRARY.find(({ id }) => id === '0_public')
    const flavors = entry ? flavorsOf(entry) : []
    const high = flavors.at(-1)?.id ?? ''
    const { body } = await api({ path: path('0_public', `/flavorIds/${high}`) })
    expect(urlsIn(body)).toHaveLength(1)
    expect(body).toContain('RESOLUTION=640x360')
    expect((await api({ path: path('0_public', '/flavorIds/0_none') })).headers).toMatchObject({
      'x-kaltura': 'error-6',
    })
  })

  it('refuses with 404 and says why in its headers', async () => {
    const cases: [path: string, error: string][] = [
      [path('0_testcard'), 'error-3'],
      [path('0_testcard', `/ks/${mint('')}`), 'error-3'],
      [path('0_testcard', `/ks/${mint('sview:0_alps,setrole:PLAYBACK_BASE_ROLE')}`), 'error-3'],
      [path('0_testcard', `/ks/${mint('sview:*', { expiresInS: -1 })}`), 'error-31'],
      [path('0_testcard', '/ks/garbage'), 'error-4'],
      [path('0_testcard', `/ks/${mint('sview:*', { partnerId: 8 })}`), 'error-7'],
      [path('0_deleted', `/ks/${adminKs}`), 'error-1'],
      [path('0_nothing', `/ks/${adminKs}`), 'error-1'],
      [path('0_converting', `/ks/${adminKs}`), 'error-6'],
      [path('0_public').replace('applehttp', 'mpegdash'), 'error-18'],
      [path('0_public').replace('/p/1234567', '/p/7'), 'error-1'],
    ]
    for (const [refused, error] of cases) {
      const { status, headers } = await api({ path: refused })
      expect([status, headers?.['x-kaltura']]).toEqual([404, error])
      expect(headers?.['x-kaltura-app']).toMatch(/^exiting on error \d+ - /)
    }
  })

  it('sends progressive players to a file', async () => {
    const { status, headers } = await api({ path: path('0_public').replace('applehttp', 'url') })
    expect(status).toBe(302)
    const file = await cdn({ path: new URL(headers?.['location'] ?? '').pathname })
    expect([file.status, file.headers?.['content-type']]).toEqual([200, 'video/mp4'])
  })

  it('lists the broken entry, whose media are gone', async () => {
    const { status, body } = await api({ path: path('0_broken', `/ks/${adminKs}`) })
    expect(status).toBe(200)
    for (const url of urlsIn(body)) expect((await cdn({ path: new URL(url).pathname })).status).toBe(404)
  })

  it('lets other origins send the KS header', async () => {
    const { status, headers } = await api({ path: path('0_public'), method: 'OPTIONS' })
    expect(status).toBe(200)
    expect(headers?.['access-control-allow-headers']).toContain('X-Kaltura-Ks')
    expect(headers?.['access-control-allow-origin']).toBe('*')
  })
})
