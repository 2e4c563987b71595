import { describe, expect, it } from 'vitest'
import { mapUrl } from './mapUrl.ts'

const mappings = [
  { prefix: '/kaltura-cdn', target: 'cdn.example.com/media' },
  { prefix: '/kaltura', target: 'api.example.com:444' },
  { prefix: '/', target: 'ours.example.com' },
]

describe('an address under the Activity’s origin', () => {
  it.each([
    ['https://cdn.example.com/media/a/b.ts?x=1', '/kaltura-cdn/a/b.ts?x=1'],
    ['https://cdn.example.com/mediathek/a', null],
    ['https://api.example.com:444/api_v3', '/kaltura/api_v3'],
    ['https://api.example.com:444', '/kaltura/'],
    ['https://api.example.com/api_v3', null],
    ['https://ours.example.com/assets/a.js', '/assets/a.js'],
    ['https://elsewhere.example.com/', null],
  ])('%s is %s', (url, mapped) => {
    expect(mapUrl(url, mappings)).toBe(mapped)
  })
})
