import { describe, expect, it } from 'vitest'
import { createUrlMapper } from './urlMapper.ts'

const { mapUrl, mapPlaylist } = createUrlMapper([
  { prefix: '/kaltura', target: 'cdnapisec.kaltura.com' },
  { prefix: '/kaltura-cdn', target: 'cfvod.kaltura.com' },
  { prefix: '/live', target: 'cdnapisec.kaltura.com/live' },
  { prefix: '/local', target: '127.0.0.1:3337' },
  { prefix: '/', target: 'us.example' },
])

describe('addresses of Kaltura under the Activity’s own origin', () => {
  it.each([
    ['https://cfvod.kaltura.com/hls/a.m4s?x=1', '/kaltura-cdn/hls/a.m4s?x=1'],
    ['http://cfvod.kaltura.com/hls/a.m4s', '/kaltura-cdn/hls/a.m4s'],
    ['//cfvod.kaltura.com/a', '/kaltura-cdn/a'],
    ['https://CFVOD.kaltura.com', '/kaltura-cdn/'],
    ['http://127.0.0.1:3337/a', '/local/a'],
    ['https://cdnapisec.kaltura.com/live/a', '/live/a'],
    ['https://cdnapisec.kaltura.com/p/1', '/kaltura/p/1'],
  ])('maps %s', (url, mapped) => expect(mapUrl(url)).toBe(mapped))

  it.each([
    'seg-1.m4s',
    '/kaltura/p/1',
    'https://elsewhere.example/a',
    'https://cfvod.kaltura.com.evil.example/a',
    'http://127.0.0.1:33371/a',
    'https://own.example/x?src=https://cfvod.kaltura.com/a',
    'https://us.example/a',
    'blob:https://own.example/1',
  ])('leaves %s alone', url => expect(mapUrl(url)).toBe(url))

  it('maps every address in a playlist and nothing else', () => {
    const playlist = [
      '#EXTM3U',
      '#EXT-X-MAP:URI="https://cfvod.kaltura.com/init.mp4",BYTERANGE="1@0"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,NAME="https://cfvod.kaltura.com/",URI="https://cfvod.kaltura.com/en.m3u8"',
      '#EXTINF:4,',
      'https://cfvod.kaltura.com/1.m4s',
      'relative/2.m4s',
    ]
    expect(mapPlaylist(playlist.join('\r\n')).split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-MAP:URI="/kaltura-cdn/init.mp4",BYTERANGE="1@0"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,NAME="https://cfvod.kaltura.com/",URI="/kaltura-cdn/en.m3u8"',
      '#EXTINF:4,',
      '/kaltura-cdn/1.m4s',
      'relative/2.m4s',
    ])
  })
})
