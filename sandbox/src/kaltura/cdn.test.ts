import { describe, expect, it } from 'vitest'
import { liveInitUrl, livePlaylistUrl, playlistUrl, segmentUrl } from './cdnPaths.ts'
import { createFilmStore } from './film.ts'
import { audioFlavorsOf, flavorsOf } from './flavor.ts'
import { readDecodeTimesS, readTimescales } from './fragmentTime.ts'
import { LIBRARY, type LibraryEntry } from './library.ts'
import { bytesOf, createTestKaltura } from './testApi.ts'

const flavorOf = (entryId: string) => {
  const entry = LIBRARY.find(({ id }) => id === entryId)
  const [flavor] = entry ? flavorsOf(entry) : []
  if (!flavor) throw new Error(`${entryId} has no flavor`)
  return flavor
}

const pathOf = (url: string): string => new URL(url).pathname

describe('the media host', () => {
  const { cdn, options } = createTestKaltura()
  const segmentPath = pathOf(segmentUrl(flavorOf('0_testcard'), options, 1))
  const get = (range?: string) => cdn({ path: segmentPath, headers: range ? { range } : {} })

  it('serves whole files with what caches and browsers need', async () => {
    const response = await get()
    const { status, headers } = response
    const whole = bytesOf(response)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'video/iso.segment',
      'access-control-allow-origin': '*',
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=8640000',
      'content-length': `${whole.length}`,
    })
  })

  it('serves parts of files', async () => {
    const whole = bytesOf(await get())
    const cases: [range: string, first: number, last: number][] = [
      ['bytes=0-99', 0, 99],
      ['bytes=100-', 100, whole.length - 1],
      ['bytes=-10', whole.length - 10, whole.length - 1],
      [`bytes=5-${whole.length + 1000}`, 5, whole.length - 1],
    ]
    for (const [range, first, last] of cases) {
      const response = await get(range)
      const { status, headers } = response
      expect(status).toBe(206)
      expect(headers?.['content-range']).toBe(`bytes ${first}-${last}/${whole.length}`)
      expect(headers?.['content-length']).toBe(`${last - first + 1}`)
      expect(whole.subarray(first, last + 1).equals(bytesOf(response))).toBe(true)
    }
  })

  it('refuses parts that lie outside, and ignores ranges that are none', async () => {
    const { status, headers } = await get('bytes=99999999-')
    expect([status, headers?.['content-range']]).toEqual([416, expect.stringMatching(/^bytes \*\/\d+$/)])
    expect((await get('bytes=-0')).status).toBe(416)
    for (const range of ['bytes=9-5', 'bytes=a-b', 'bytes=0-1,5-6', 'items=0-1']) {
      expect((await get(range)).status).toBe(200)
    }
  })

  it('answers HEAD with the headers alone', async () => {
    const { headers, body } = await cdn({ path: segmentPath, method: 'HEAD' })
    expect(Number(headers?.['content-length'])).toBeGreaterThan(1000)
    expect(body).toBeUndefined()
  })

  it('refuses other methods, other partners and other paths', async () => {
    expect((await cdn({ path: segmentPath, method: 'POST' })).status).toBe(405)
    for (const path of [
      segmentPath.replace('/p/1234567', '/p/7'),
      segmentPath.replace('seg-1-', 'seg-0-'),
      segmentPath.replace('seg-1-', 'seg-31-'),
      segmentPath.replace('0_testcard', '0_alps'),
      segmentPath.replace('seg-1-v1-a1.m4s', '../../../package.json'),
      '/',
    ]) {
      expect((await cdn({ path })).status).toBe(404)
    }
  })

  it('serves captions in both languages', async () => {
    const { call, adminKs } = createTestKaltura()
    const ks = adminKs
    const context = await call('baseEntry', 'getPlaybackContext', {
      ks,
      entryId: '0_testcard',
      contextDataParams: {},
    })
    const urls = JSON.stringify(context).match(/http:[^"]+captions\.vtt/g) ?? []
    expect(new Set(urls).size).toBe(2)
    // Players put their KS behind the file's name.
    const [english, german] = await Promise.all(
      [urls[0], urls.at(-1)].map(url => cdn({ path: `${pathOf(url ?? '')}/ks/${ks}` })),
    )
    expect(english?.headers?.['content-type']).toBe('text/vtt; charset=utf-8')
    expect(`${english?.body}`).toMatch(/^WEBVTT\n\n00:00:00\.000 --> 00:00:03\.800\n0:00 · The white dot/)
    expect(`${german?.body}`).toContain('00:01:56.000 --> 00:01:59.800\n1:56 · Die letzten beiden Ziffern')
  })

  it('has a thumbnail for every entry that is left, and a sprite for every film', async () => {
    const base = '/p/1234567/sp/123456700/thumbnail/entry_id'
    for (const entry of LIBRARY) {
      const still = await cdn({ path: `${base}/${entry.id}/version/100002/height/540/width/960` })
      expect(still.status).toBe(entry.status === '3' ? 404 : 200)
      if (!entry.media) continue
      const sprite = await cdn({ path: `${base}/${entry.id}/version/100002/width/164/vid_slices/100/ks/x` })
      expect(jpegSize(bytesOf(sprite))).toEqual({ width: 16_400, height: 92 })
    }
  })
})

/** From the first frame header of a baseline or progressive JPEG file. */
const jpegSize = (bytes: Buffer): { width: number; height: number } => {
  let offset = 2
  while (offset < bytes.length) {
    const marker = bytes.readUInt16BE(offset)
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return { height: bytes.readUInt16BE(offset + 5), width: bytes.readUInt16BE(offset + 7) }
    }
    offset += 2 + bytes.readUInt16BE(offset + 2)
  }
  throw new Error('no frame in this JPEG')
}

describe('the films', () => {
  const films = createFilmStore()
  const recorded = LIBRARY.filter(entry => entry.media && !entry.isLive)

  it.each(recorded)(
    'of $id are as long as its entry says, in every rendition',
    async (entry: LibraryEntry) => {
      for (const flavor of flavorsOf(entry)) {
        const film = await films(entry.media ?? '', flavor.rendition)
        const durationS = film.segments.reduce((sum, segment) => sum + segment.durationS, 0)
        expect(durationS).toBeCloseTo(entry.durationS, 3)
      }
    },
  )

  it.each(recorded)(
    'of $id have picture and sound start together at each segment',
    async (entry: LibraryEntry) => {
      for (const flavor of flavorsOf(entry)) {
        const film = await films(entry.media ?? '', flavor.rendition)
        const timescales = readTimescales(film.init)
        film.segments.forEach((segment, index) => {
          const times = [...readDecodeTimesS(segment.bytes, timescales).values()]
          expect(times).toHaveLength(2)
          for (const time of times) expect(Math.abs(time - index * 4)).toBeLessThanOrEqual(0.032)
        })
      }
    },
  )
})

describe('a film that can be heard in several languages', () => {
  const { cdn, options } = createTestKaltura()
  const entry = LIBRARY.find(({ audioLanguages }) => audioLanguages)
  if (!entry) throw new Error('no such film')
  const [picture] = flavorsOf(entry)
  const audio = audioFlavorsOf(entry)
  if (!picture) throw new Error('no picture')

  it('has picture and each of them apart, cut at the same times', async () => {
    const films = createFilmStore()
    for (const rendition of [`${picture.rendition}-v1`, ...audio.map(each => each.rendition)]) {
      const film = await films(entry.media ?? '', rendition)
      const timescales = readTimescales(film.init)
      expect(film.segments).toHaveLength(Math.ceil(entry.durationS / 4))
      film.segments.forEach((segment, index) => {
        const times = [...readDecodeTimesS(segment.bytes, timescales).values()]
        expect(times).toHaveLength(1)
        expect(Math.abs((times[0] ?? 0) - index * 4)).toBeLessThanOrEqual(0.032)
      })
    }
  })

  it('is served so, and nothing is asked of a sound that only a picture has', async () => {
    const [original] = audio
    if (!original) throw new Error('nothing to hear')
    const status = async (url: string) => (await cdn({ path: pathOf(url) })).status
    expect(await status(playlistUrl(picture, options, 'v1'))).toBe(200)
    expect(await status(segmentUrl(picture, options, 1, 'v1'))).toBe(200)
    expect(await status(playlistUrl(original, options, 'a1'))).toBe(200)
    expect(await status(segmentUrl(original, options, 1, 'a1'))).toBe(200)
    expect(await status(segmentUrl(original, options, 1))).toBe(404)
    expect(await status(playlistUrl(flavorOf('0_testcard'), options, 'v1'))).toBe(404)
    const { body } = await cdn({ path: pathOf(playlistUrl(original, options, 'a1')) })
    expect(String(body)).toContain('init-a1.mp4')
  })
})

interface Listed {
  readonly sequence: number
  readonly startsAtMs: number
  readonly durationS: number
  readonly path: string
}

const readLivePlaylist = (playlist: string): readonly Listed[] => {
  const first = Number(/EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1])
  const segments = playlist.matchAll(/EXT-X-PROGRAM-DATE-TIME:(\S+)\n#EXTINF:([\d.]+),\n(\S+)/g)
  return [...segments].map(([, at = '', durationS, url = ''], index) => ({
    sequence: first + index,
    startsAtMs: Date.parse(at),
    durationS: Number(durationS),
    path: pathOf(url),
  }))
}

describe('the live stream', () => {
  const kaltura = createTestKaltura()
  const { cdn, clock, options } = kaltura
  const flavor = flavorOf('1_live')
  const fetchList = async () => {
    const { headers, body } = await cdn({ path: pathOf(livePlaylistUrl(flavor, options)) })
    expect(headers?.['cache-control']).toBe('public, max-age=1')
    expect(`${body}`).not.toMatch(/ENDLIST|DISCONTINUITY/)
    return readLivePlaylist(`${body}`)
  }

  it('slides without gaps: sequence, date and window go on together', async () => {
    const known = new Map<number, number>()
    let lastEdge = 0
    for (let step = 0; step < 200; step += 1) {
      const listed = await fetchList()
      const edge = listed.at(-1)
      if (!edge) throw new Error('an empty live playlist')
      expect(edge.sequence).toBeGreaterThanOrEqual(lastEdge)
      lastEdge = edge.sequence
      const edgeAgeMs = clock.nowMs - (edge.startsAtMs + edge.durationS * 1000)
      expect(edgeAgeMs).toBeGreaterThanOrEqual(0)
      expect(edgeAgeMs).toBeLessThan(4000)
      expect(listed).toHaveLength(30)
      listed.forEach(({ sequence, startsAtMs }, index) => {
        expect(known.get(sequence) ?? startsAtMs).toBe(startsAtMs)
        known.set(sequence, startsAtMs)
        if (index > 0) expect(startsAtMs - (listed[index - 1]?.startsAtMs ?? 0)).toBe(4000)
      })
      clock.nowMs += 777
    }
  })

  it('has continuous media times over the seam of its loop', async () => {
    const init = await cdn({ path: pathOf(liveInitUrl(flavor, options)) })
    const timescales = readTimescales(bytesOf(init))
    const listed = await fetchList()
    const starts: (readonly number[])[] = []
    for (const { path, sequence } of listed) {
      const segment = await cdn({ path })
      const times = [...readDecodeTimesS(bytesOf(segment), timescales).values()]
      for (const time of times) expect(Math.abs(time - sequence * 4)).toBeLessThanOrEqual(0.032)
      starts.push(times)
    }
    for (const [index, times] of starts.entries()) {
      const before = starts[index - 1]
      times.forEach((time, track) => {
        if (before) expect(time - (before[track] ?? 0)).toBeCloseTo(4, 1)
      })
    }
  })

  it('shows in its picture the seconds of the wall clock', async () => {
    const [first] = await fetchList()
    const film = await createFilmStore()('1_live', 'v180')
    const place = (first?.sequence ?? 0) % film.segments.length
    expect(place * 4).toBe(new Date(first?.startsAtMs ?? 0).getUTCSeconds())
  })

  it('has nothing of the future, and forgets the past after a while', async () => {
    const listed = await fetchList()
    const edge = listed.at(-1)
    const pathAt = (sequence: number) => edge?.path.replace(`seg-${edge.sequence}-`, `seg-${sequence}-`) ?? ''
    const statusAt = async (sequence: number) => (await cdn({ path: pathAt(sequence) })).status
    const { sequence } = edge ?? { sequence: 0 }
    expect(await statusAt(sequence)).toBe(200)
    expect(await statusAt(sequence + 1)).toBe(404)
    expect(await statusAt(sequence - 40)).toBe(200)
    expect(await statusAt(sequence - 60)).toBe(404)
  })

  it('does not come as a recording, nor recordings as live streams', async () => {
    expect((await cdn({ path: pathOf(playlistUrl(flavor, options)) })).status).toBe(404)
    expect((await cdn({ path: pathOf(livePlaylistUrl(flavorOf('0_alps'), options)) })).status).toBe(404)
  })
})
