import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showFirstPicture, withOwnStream } from './nativeHls.ts'

describe('what such a browser is given (HS1)', () => {
  it('is our stream in the place of Kaltura’s, and nothing that it could take instead', () => {
    const hls = [{ id: '1_2', mimetype: 'application/x-mpegURL', url: 'https://kaltura/a.m3u8', drmData: [] }]
    const sources = {
      hls,
      dash: [{ url: 'd' }],
      progressive: [{ url: 'p' }],
      captions: [{ url: 'c' }],
      type: 'Vod',
    }
    const media = { session: { ks: 'x' }, sources }
    expect(withOwnStream(media, '/api/v1/hls/x/a.m3u8')).toEqual({
      session: { ks: 'x' },
      sources: {
        ...sources,
        hls: [{ ...hls[0], url: '/api/v1/hls/x/a.m3u8' }],
        dash: [],
        progressive: [],
      },
    })
  })

  it('is there although Kaltura has offered another kind alone', () => {
    const { sources } = withOwnStream({ sources: { hls: [], dash: [{ url: 'd' }] } }, '/s')
    expect(sources).toMatchObject({ hls: [{ url: '/s', mimetype: 'application/x-mpegURL' }], dash: [] })
  })
})

/** A video that does what a test says, and tells of what it is told a moment later. */
class FakeVideo extends EventTarget {
  readyState = 0
  muted = false
  paused = true
  #currentTime = 0
  readonly done: string[] = []
  mayPlay = true
  /** Shows a picture as soon as it plays. */
  picturesOnPlay = true

  get currentTime(): number {
    return this.#currentTime
  }
  set currentTime(value: number) {
    this.#currentTime = value
    this.done.push(`seek ${value}`)
    this.#later('seeking')
  }
  async play(): Promise<void> {
    this.done.push(this.muted ? 'play muted' : 'play')
    if (!this.mayPlay) throw new DOMException('', 'NotAllowedError')
    this.paused = false
    if (this.picturesOnPlay) setTimeout(() => this.reach(2, 'loadeddata'), 100)
  }
  pause(): void {
    this.done.push('pause')
    this.paused = true
    this.#later('pause')
  }
  reach(readyState: number, type: string): void {
    this.readyState = readyState
    this.dispatchEvent(new Event(type))
  }
  #later(type: string): void {
    setTimeout(() => {
      this.done.push(`tells ${type}`)
      this.dispatchEvent(new Event(type))
    }, 5)
  }
}

const asVideo = (video: FakeVideo) => video as unknown as HTMLVideoElement

describe('the first picture', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is waited for where it comes by itself', async () => {
    const video = new FakeVideo()
    const shown = showFirstPicture(asVideo(video), 30, () => true)
    video.reach(1, 'loadedmetadata')
    await vi.advanceTimersByTimeAsync(100)
    video.reach(2, 'loadeddata')
    await shown
    expect(video.done).toEqual(['seek 30', 'tells seeking'])
  })

  it('is asked for without sound where the browser waits, and all that this makes the video tell is told by then', async () => {
    const video = new FakeVideo()
    const shown = showFirstPicture(asVideo(video), null, () => true)
    video.reach(1, 'loadedmetadata')
    await vi.advanceTimersByTimeAsync(2_000)
    await shown
    expect(video.done).toEqual(['play muted', 'pause', 'tells pause'])
    expect(video.muted).toBe(false)
  })

  it('is left to a tap where the browser refuses even that', async () => {
    const video = new FakeVideo()
    video.mayPlay = false
    const shown = showFirstPicture(asVideo(video), 0, () => true)
    video.reach(1, 'loadedmetadata')
    await vi.advanceTimersByTimeAsync(2_000)
    await shown
    expect(video.done).toEqual(['play muted'])
    expect([video.paused, video.muted]).toEqual([true, false])
  })

  it('is not that of the video before, which is still there when another one is asked for', async () => {
    const video = new FakeVideo()
    video.reach(4, 'canplaythrough')
    let isShown = false
    const shown = showFirstPicture(asVideo(video), null, () => true).then(() => {
      isShown = true
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(isShown).toBe(false)
    video.reach(0, 'emptied')
    video.reach(1, 'loadedmetadata')
    await vi.advanceTimersByTimeAsync(100)
    expect(isShown).toBe(false)
    video.reach(2, 'loadeddata')
    await shown
    expect(video.done).toEqual([])
  })

  it('is nobody’s business any more once another video is wanted', async () => {
    const video = new FakeVideo()
    let wanted = true
    const shown = showFirstPicture(asVideo(video), 30, () => wanted)
    wanted = false
    video.reach(1, 'loadedmetadata')
    await vi.advanceTimersByTimeAsync(10_000)
    await shown
    expect(video.done).toEqual([])
  })
})
