import { describe, expect, it } from 'vitest'
import { mapUrl } from './urlMappings.ts'

const mappings = [
  { prefix: '/kaltura-cdn', target: 'cdn.example' },
  { prefix: '/kaltura', target: 'api.example:8443' },
  { prefix: '/files/{region}', target: '{region}.files.example/store' },
  { prefix: '/', target: 'app.example' },
]

function map(path: string): string | null {
  const mapped = mapUrl(mappings, path)
  return mapped && `${mapped.host} ${mapped.path}`
}

describe('mapUrl', () => {
  it.each([
    ['/', 'app.example /'],
    ['/assets/a.js?v=1', 'app.example /assets/a.js?v=1'],
    ['/kaltura/api_v3/x?ks=1', 'api.example:8443 /api_v3/x?ks=1'],
    ['/kaltura', 'api.example:8443 /'],
    ['/kaltura-cdn/a/b.m4s', 'cdn.example /a/b.m4s'],
    ['/kalturax/a', 'app.example /kalturax/a'],
    ['/.proxy/kaltura/x', 'api.example:8443 /x'],
    ['/.proxy', 'app.example /'],
    ['/.proxyx', 'app.example /.proxyx'],
    ['/files/eu/a%20b', 'eu.files.example /store/a%20b'],
    ['/files/', 'app.example /files/'],
    ['/x?from=/kaltura/y', 'app.example /x?from=/kaltura/y'],
  ])('%s → %s', (path, target) => {
    expect(map(path)).toBe(target)
  })

  it('takes the first mapping that fits, not the best', () => {
    const disordered = [
      { prefix: '/', target: 'app.example' },
      { prefix: '/kaltura', target: 'api.example' },
    ]
    expect(mapUrl(disordered, '/kaltura/x')?.host).toBe('app.example')
  })

  it('puts a slash too many after the directory of a root target, as Discord does', () => {
    expect(mapUrl([{ prefix: '/', target: 'app.example/dir' }], '/x')?.path).toBe('/dir//x')
  })

  it('finds nothing where nothing fits', () => {
    expect(mapUrl([{ prefix: '/a', target: 'a.example' }], '/b')).toBeNull()
  })
})
