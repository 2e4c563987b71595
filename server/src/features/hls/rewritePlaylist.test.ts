import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReach, type Page } from './reach.ts'
import {
  MAX_LINE_LENGTH,
  MAX_LINES,
  MAX_NAMED_PLAYLISTS,
  MAX_WRITTEN_LENGTH,
  rewritePlaylist,
} from './rewritePlaylist.ts'

const reach = createReach({
  urlMappings: [
    { prefix: '/cdn', target: 'cfvod.kaltura.com' },
    { prefix: '/live', target: 'live.example.com/kaltura' },
    { prefix: '/', target: 'activity.example.com' },
  ],
  apiEndpoint: 'https://www.kaltura.com/api_v3',
})
const BASE = 'https://cfvod.kaltura.com/hls/p/1/entryId/0_a/index.m3u8?t=1'

/** Playlists go to `/ours?…`, as through the server. */
function rewrite(text: string, page: Page = 'activity') {
  const playlist = (url: URL) => {
    const direct = reach.fromHere(url)
    return direct === null ? null : `/ours?${direct}`
  }
  return rewritePlaylist({ text, url: BASE }, { playlist, media: url => reach.fromPage(url, page) })
}
function rewritten(lines: readonly string[], page: Page = 'activity'): readonly string[] {
  const result = rewrite(['#EXTM3U', ...lines].join('\n'), page)
  if (!result.ok) throw new Error(`${result.why} ${result.host}`)
  return result.text.split('\n').slice(1)
}

describe('a media playlist', () => {
  it('has its parts, keys and beginnings where the page can ask for them, however they are written', () => {
    expect(
      rewritten([
        '#EXT-X-KEY:METHOD=AES-128,URI="/keys/1?a=1&b=2",IV=0x12',
        '#EXT-X-MAP:URI="init.mp4",BYTERANGE="1309@0"',
        '#EXTINF:4.000,a title, with URI="x"',
        'https://cfvod.kaltura.com/hls/seg-1.ts?sig=a%2Fb',
        '#EXTINF:4,',
        '//cfvod.kaltura.com/hls/seg-2.ts',
        '#EXTINF:4,',
        '../../seg-3.ts?x=https://elsewhere.example/',
        '#EXT-X-PART:DURATION=0.3,URI="part-1.m4s",INDEPENDENT=YES',
        '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-2.m4s"',
        'http://live.example.com/kaltura/seg-4.ts#there',
      ]),
    ).toEqual([
      '#EXT-X-KEY:METHOD=AES-128,URI="/cdn/keys/1?a=1&b=2",IV=0x12',
      '#EXT-X-MAP:URI="/cdn/hls/p/1/entryId/0_a/init.mp4",BYTERANGE="1309@0"',
      '#EXTINF:4.000,a title, with URI="x"',
      '/cdn/hls/seg-1.ts?sig=a%2Fb',
      '#EXTINF:4,',
      '/cdn/hls/seg-2.ts',
      '#EXTINF:4,',
      '/cdn/hls/p/1/seg-3.ts?x=https://elsewhere.example/',
      '#EXT-X-PART:DURATION=0.3,URI="/cdn/hls/p/1/entryId/0_a/part-1.m4s",INDEPENDENT=YES',
      '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="/cdn/hls/p/1/entryId/0_a/part-2.m4s"',
      '/live/seg-4.ts',
    ])
  })

  it('has them at Kaltura itself for a page in a browser of its own', () => {
    expect(rewritten(['seg-1.ts', 'http://live.example.com/kaltura/seg-4.ts'], 'browser')).toEqual([
      'https://cfvod.kaltura.com/hls/p/1/entryId/0_a/seg-1.ts',
      'https://live.example.com/kaltura/seg-4.ts',
    ])
  })

  it('keeps whatever is not known here, with dates, and with line ends of any kind', () => {
    const text =
      '\uFEFF#EXTM3U\r\n#EXT-X-VERSION:7\r\n# a note https://x.example/\r\n#EXT-X-NEW-THING:A="b,c",D=1\r\n' +
      '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000Z\r\n#EXTINF:4,\r\nseg.ts\r\n#EXT-X-ENDLIST\r\n'
    expect(rewrite(text)).toEqual({
      ok: true,
      text:
        '#EXTM3U\n#EXT-X-VERSION:7\n# a note https://x.example/\n#EXT-X-NEW-THING:A="b,c",D=1\n' +
        '#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000Z\n#EXTINF:4,\n/cdn/hls/p/1/entryId/0_a/seg.ts\n#EXT-X-ENDLIST\n',
    })
  })

  it('keeps keys that are fetched from no host', () => {
    const lines = [
      '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://key-1",KEYFORMAT="com.apple.streamingkeydelivery"',
    ]
    expect(rewritten(lines)).toEqual(lines)
  })

  it('does not offer what would have a player wait here for the next part', () => {
    expect(
      rewritten([
        '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.0,CAN-SKIP-UNTIL=12.0',
        '#EXT-X-RENDITION-REPORT:URI="../b.m3u8",LAST-MSN=1',
      ]),
    ).toEqual(['#EXT-X-SERVER-CONTROL:PART-HOLD-BACK=1.0'])
  })

  it.each([
    'https://elsewhere.example/seg.ts',
    'https://cfvod.kaltura.com.elsewhere.example/seg.ts',
    'https://cfvod.kaltura.com@elsewhere.example/seg.ts',
    'https://a:b@cfvod.kaltura.com/seg.ts',
    'https://cfvod.kaltura.com:444/seg.ts',
    'https://live.example.com/kaltura-not/seg.ts',
    'https://live.example.com/kaltura/../seg.ts',
    'https://live.example.com/kaltura/%2e%2e/seg.ts',
    'https://activity.example.com/api/v1/videos',
    'http://169.254.169.254/latest/meta-data',
    'http://2130706433/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ftp://cfvod.kaltura.com/seg.ts',
    'http://[',
    'https://{$host}/seg.ts',
    '{$path}/seg.ts',
    '#EXT-X-MAP:URI="https://elsewhere.example/init.mp4"',
    '#EXT-X-KEY:METHOD=AES-128,URI="https://elsewhere.example/key"',
    '#EXT-X-KEY:METHOD=AES-128,URI=https://cfvod.kaltura.com/key',
    '#EXT-X-MAP:URI="init.mp4',
    '#EXT-X-MAP:A="x"URI="https://elsewhere.example/"',
  ])('is not given out where it needs %s', line => {
    expect(rewrite(`#EXTM3U\n#EXTINF:4,\nseg-1.ts\n${line}\n`)).toMatchObject({ ok: false, why: 'elsewhere' })
  })

  it('is not given out where it is none, or too much of one', () => {
    const none = { ok: false, why: 'not_a_playlist', host: null }
    for (const text of ['', '{}', '<html>#EXTM3U', '\n#EXTM3U\n', '#EXTM3U8\n', 'seg.ts\n#EXTM3U'])
      expect(rewrite(text)).toEqual(none)
    expect(rewrite(`#EXTM3U\n${'\n'.repeat(MAX_LINES)}`)).toEqual(none)
    expect(rewrite(`#EXTM3U\n${'a'.repeat(MAX_LINE_LENGTH + 1)}`)).toEqual(none)
  })

  it('is not given out where short names would become far more than came', () => {
    const place = () => `/${'a'.repeat(1_000)}`
    const text = `#EXTM3U\n${'a\n'.repeat(MAX_WRITTEN_LENGTH / 1_000)}`
    expect(rewritePlaylist({ text, url: BASE }, { playlist: place, media: place })).toMatchObject({
      why: 'not_a_playlist',
    })
  })

  it('has nothing in it that only some take for a tag', () => {
    const address = 'https://elsewhere.example/key'
    expect(
      rewritten([
        `#EXT-X-KEY :METHOD=AES-128,URI="${address}"`,
        `#ext-x-key:METHOD=AES-128,uri="${address}"`,
        `#EXT-X-DATERANGE:ID="\u2028",X-ASSET-URI="${address}"`,
        '#EXTINF:4,',
        'seg.ts',
      ]),
    ).toEqual(['#EXTINF:4,', '/cdn/hls/p/1/entryId/0_a/seg.ts'])
    expect(rewrite(`#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="${address}",X="\u2028"`)).toMatchObject({
      ok: false,
    })
  })

  it('costs no more where its attributes end in nothing but blanks', () => {
    const tag = `#EXT-X-PRELOAD-HINT:URI=${' '.repeat(MAX_LINE_LENGTH - 100)}"`
    // Squared it is a minute, and past what a test may take.
    expect(rewritten(Array.from({ length: 200 }, () => tag))).toEqual([])
  })
})

describe('a master playlist', () => {
  const VARIANT = '#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.64001f,mp4a.40.2",AUDIO="a"'

  it('leads to further playlists through the server, and to everything else as a media playlist does', () => {
    expect(
      rewritten([
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Deutsch, laut",LANGUAGE="de",URI="de.m3u8"',
        '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",INSTREAM-ID="CC1"',
        '#EXT-X-SESSION-KEY:METHOD=AES-128,URI="/key"',
        '#EXT-X-SESSION-DATA:DATA-ID="x",URI="/data.json"',
        '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="//cfvod.kaltura.com/i.m3u8"',
        VARIANT,
        'v1.m3u8?x="y"',
      ]),
    ).toEqual([
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Deutsch, laut",LANGUAGE="de",URI="/ours?https://cfvod.kaltura.com/hls/p/1/entryId/0_a/de.m3u8"',
      '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",INSTREAM-ID="CC1"',
      '#EXT-X-SESSION-KEY:METHOD=AES-128,URI="/cdn/key"',
      '#EXT-X-SESSION-DATA:DATA-ID="x",URI="/cdn/data.json"',
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="/ours?https://cfvod.kaltura.com/i.m3u8"',
      VARIANT,
      '/ours?https://cfvod.kaltura.com/hls/p/1/entryId/0_a/v1.m3u8?x=%22y%22',
    ])
  })

  it('goes without what is elsewhere, as long as a variant is left', () => {
    expect(
      rewritten([
        '#EXT-X-CONTENT-STEERING:SERVER-URI="/steering",PATHWAY-ID="a"',
        '#EXT-X-SESSION-DATA:DATA-ID="x",URI="https://elsewhere.example/"',
        '#EXT-X-DATERANGE:ID="ad",START-DATE="2026-01-01T00:00:00Z",X-ASSET-LIST="/ads.json"',
        '#EXT-X-DATERANGE:ID="ad",START-DATE="2026-01-01T00:00:00Z",X-ASSET-URI="/ad.m3u8"',
        '#EXT-X-DATERANGE:ID="other",START-DATE="2026-01-01T00:00:00Z"',
        '#EXT-X-STREAM-INF:BANDWIDTH=2',
        'https://elsewhere.example/v2.m3u8',
        '#EXT-X-STREAM-INF:BANDWIDTH=1',
        'v1.m3u8',
      ]),
    ).toEqual([
      '#EXT-X-DATERANGE:ID="ad",START-DATE="2026-01-01T00:00:00Z",X-ASSET-URI="/ours?https://cfvod.kaltura.com/ad.m3u8"',
      '#EXT-X-DATERANGE:ID="other",START-DATE="2026-01-01T00:00:00Z"',
      '#EXT-X-STREAM-INF:BANDWIDTH=1',
      '/ours?https://cfvod.kaltura.com/hls/p/1/entryId/0_a/v1.m3u8',
    ])
  })

  it('keeps what is said of a variant beside others that are elsewhere, or of which nothing is said', () => {
    const kept = [VARIANT, '/ours?https://cfvod.kaltura.com/hls/p/1/entryId/0_a/v1.m3u8']
    expect(rewritten([VARIANT, 'v1.m3u8', 'https://elsewhere.example/v2.m3u8', 'v3.m3u8'])).toEqual(kept)
    expect(rewritten([VARIANT, '# a note', 'v1.m3u8'])).toEqual([VARIANT, '# a note', kept[1]])
  })

  it('is one as well where its tags are set in', () => {
    expect(rewritten([`  ${VARIANT}`, 'v1.m3u8'])[1]).toContain('/ours?')
  })

  it('leads to no playlist that stands in it whole: what that names is not known here', () => {
    const whole = 'data:application/vnd.apple.mpegurl,%23EXTM3U'
    expect(rewritten([`#EXT-X-MEDIA:TYPE=AUDIO,URI="${whole}"`, VARIANT, whole, VARIANT, 'v1.m3u8'])[0]).toBe(
      VARIANT,
    )
    expect(rewrite(`#EXTM3U\n${VARIANT}\n${whole}`)).toMatchObject({ ok: false, why: 'elsewhere' })
  })

  it('is not given out where it names more playlists than anybody has', () => {
    const one = `#EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8"\n`
    expect(rewrite(`#EXTM3U\n${one.repeat(MAX_NAMED_PLAYLISTS)}`)).toMatchObject({ ok: true })
    expect(rewrite(`#EXTM3U\n${one.repeat(MAX_NAMED_PLAYLISTS + 1)}`)).toMatchObject({ ok: false })
  })

  it('names the host to which a mapping is missing where no variant is left', () => {
    expect(rewrite(`#EXTM3U\n${VARIANT}\nhttps://elsewhere.example/v.m3u8\n`)).toEqual({
      ok: false,
      why: 'elsewhere',
      host: 'elsewhere.example',
    })
  })
})

it('leaves no address of another host in anything that it gives out, whatever the playlist is made of', () => {
  const hosts = fc.constantFrom(
    'https://cfvod.kaltura.com/',
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '\\\\elsewhere.example\\',
    '/',
    '',
    'HTTPS:elsewhere.example/',
    '\thttps://elsewhere.example/',
  )
  const address = fc.tuple(hosts, fc.constantFrom('a.ts', 'a.m3u8', ' ', '"', "'", '{$x}', '%', '..//x'))
  const line = fc.tuple(
    fc.constantFrom(
      '',
      '',
      '#EXT-X-MAP:URI="',
      '#EXT-X-MEDIA:TYPE=AUDIO,URI="',
      '#EXT-X-PART:URI = "',
      ' #EXT-X-KEY:URI="',
    ),
    address,
    fc.constantFrom('', '"', '",A=1', '",URI="https://elsewhere.example/"'),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, isMaster) => {
      const text = ['#EXTM3U', ...(isMaster ? ['#EXT-X-STREAM-INF:BANDWIDTH=1'] : [])]
      const result = rewrite([...text, ...lines.map(parts => parts.flat().join(''))].join('\n'))
      if (!result.ok) return
      const page = 'https://1.discordsays.com'
      for (const each of result.text.split('\n').slice(1)) {
        const named = each.startsWith('#')
          ? [...each.matchAll(/URI="([^"]*)"/g)].map(([, found = '']) => found)
          : [each]
        for (const found of named) expect(new URL(found, `${page}/api/v1/hls/x/a.m3u8`).origin).toBe(page)
      }
    }),
    { numRuns: 500 },
  )
})
