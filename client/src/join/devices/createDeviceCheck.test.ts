import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDeviceCheck, type DeviceCheck, type MediaSource } from './createDeviceCheck.ts'

/** A browser's devices, as far as they matter here. */
class FakeTrack {
  stopped = false
  readonly kind: string
  readonly deviceId: string
  constructor(kind: string, deviceId: string) {
    this.kind = kind
    this.deviceId = deviceId
  }
  getSettings() {
    return { deviceId: this.deviceId }
  }
  stop() {
    this.stopped = true
  }
}

class FakeStream {
  readonly tracks: readonly FakeTrack[]
  constructor(tracks: readonly FakeTrack[]) {
    this.tracks = tracks
  }
  getTracks = () => this.tracks
  getVideoTracks = () => this.tracks.filter(track => track.kind === 'video')
  getAudioTracks = () => this.tracks.filter(track => track.kind === 'audio')
}

type Trouble = Partial<Record<'video' | 'audio', string>>

function browser(trouble: Trouble = {}) {
  const asked: MediaStreamConstraints[] = []
  const given: FakeTrack[] = []
  const media = {
    async getUserMedia(constraints: MediaStreamConstraints) {
      asked.push(constraints)
      const kinds = (['video', 'audio'] as const).filter(kind => constraints[kind] !== false)
      for (const kind of kinds)
        if (trouble[kind] !== undefined) throw Object.assign(new Error('no'), { name: trouble[kind] })
      const tracks = kinds.map(kind => new FakeTrack(kind, idWanted(constraints[kind]) ?? `${kind}-1`))
      given.push(...tracks)
      return new FakeStream(tracks)
    },
    enumerateDevices: async () => [
      { kind: 'videoinput', deviceId: 'video-1', label: 'Front' },
      { kind: 'videoinput', deviceId: 'video-2', label: 'Desk' },
      { kind: 'audioinput', deviceId: 'audio-1', label: 'Built in' },
      { kind: 'audiooutput', deviceId: 'out', label: 'Speakers' },
    ],
  } as unknown as MediaSource
  return { media, asked, given }
}

function idWanted(constraint: MediaStreamConstraints['video']): string | null {
  const wanted = typeof constraint === 'object' ? constraint.deviceId : undefined
  return typeof wanted === 'object' && 'ideal' in wanted ? String(wanted.ideal) : null
}

const checkedOf = async (check: DeviceCheck) => {
  await vi.waitFor(() => expect(check.view.get().at).toBe('checked'))
  const view = check.view.get()
  if (view.at !== 'checked') throw new Error('not checked')
  return view
}

describe('device check', () => {
  beforeEach(() => vi.stubGlobal('MediaStream', FakeStream))
  afterEach(() => vi.unstubAllGlobals())

  it('asks for nothing by itself', () => {
    const { media, asked } = browser()
    expect(createDeviceCheck(media).view.get()).toEqual({ at: 'idle' })
    expect(asked).toEqual([])
  })

  it('asks for both at once and lists what there is', async () => {
    const { media, asked } = browser()
    const check = createDeviceCheck(media)
    check.check()
    const view = await checkedOf(check)
    expect(view.states).toEqual({ camera: 'on', microphone: 'on' })
    expect(view.devices.camera.map(device => device.label)).toEqual(['Front', 'Desk'])
    expect(view.chosen).toEqual({ camera: 'video-1', microphone: 'audio-1' })
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['NotAllowedError', 'refused', 'refused', 1],
    ['NotFoundError', 'none', 'on', 3],
    ['NotReadableError', 'inUse', 'on', 3],
  ])('%s of the camera: %s, and the microphone is %s', async (name, camera, microphone, questions) => {
    const { media, asked } = browser({ video: name })
    const check = createDeviceCheck(media)
    check.check()
    expect((await checkedOf(check)).states).toEqual({ camera, microphone })
    expect(asked).toHaveLength(questions)
  })

  it('lets go of the last devices before it takes others', async () => {
    const { media, given } = browser()
    const check = createDeviceCheck(media)
    check.check()
    await checkedOf(check)
    check.choose('camera', 'video-2')
    const view = await checkedOf(check)
    expect(view.chosen).toEqual({ camera: 'video-2', microphone: 'audio-1' })
    expect(given.map(track => track.stopped)).toEqual([true, true, false, false])
  })

  it('leaves no light on: what comes after stopping is let go at once', async () => {
    const { media, given } = browser()
    const check = createDeviceCheck(media)
    check.check()
    check.stop()
    await vi.waitFor(() => expect(given.map(track => track.stopped)).toEqual([true, true]))
    expect(check.view.get()).toEqual({ at: 'idle' })
  })

  it('says so where the browser can’t', () => {
    const check = createDeviceCheck(undefined)
    check.check()
    expect(check.view.get()).toEqual({ at: 'unsupported' })
  })
})
