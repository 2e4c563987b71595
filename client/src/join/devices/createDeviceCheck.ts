import { createStore, type Store } from '../../sync/store.ts'

export type DeviceKind = 'camera' | 'microphone'

/** How it stands with one of the two. */
export type DeviceState = 'on' | 'refused' | 'none' | 'inUse' | 'failed'

export interface Device {
  readonly id: string
  /** Empty where the browser doesn't say. */
  readonly label: string
}

export type DeviceCheckView =
  | { readonly at: 'idle' }
  /** The person reads the browser's question. */
  | { readonly at: 'asking' }
  /** A browser that has no way to ask. */
  | { readonly at: 'unsupported' }
  | {
      readonly at: 'checked'
      readonly states: Readonly<Record<DeviceKind, DeviceState>>
      readonly stream: MediaStream | null
      readonly devices: Readonly<Record<DeviceKind, readonly Device[]>>
      readonly chosen: Readonly<Record<DeviceKind, string | null>>
    }

export interface DeviceCheck {
  readonly view: Store<DeviceCheckView>
  /** Asks for both; only when a person has pressed for it. */
  check(): void
  choose(kind: DeviceKind, id: string): void
  /** Lets go of camera and microphone: the room is going to want them. */
  stop(): void
}

export type MediaSource = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>

interface Got {
  readonly stream: MediaStream | null
  readonly states: Readonly<Record<DeviceKind, DeviceState>>
}

type Wanted = Readonly<Record<DeviceKind, string | null>>

/** Camera and microphone before going in. `media` is undefined where the page isn't trusted with them. */
export function createDeviceCheck(media: MediaSource | undefined): DeviceCheck {
  const view = createStore<DeviceCheckView>({ at: 'idle' })
  let turn = 0

  const release = (): void => {
    const before = view.get()
    if (before.at === 'checked') stopTracks(before.stream)
  }

  const run = async (wanted: Wanted): Promise<void> => {
    if (media === undefined) return view.set({ at: 'unsupported' })
    turn += 1
    const mine = turn
    release()
    view.set({ at: 'asking' })
    const got = await ask(media, wanted)
    const devices = await listDevices(media)
    if (mine !== turn) return stopTracks(got.stream)
    view.set({ at: 'checked', ...got, devices, chosen: chosenIn(got.stream) })
  }

  return {
    view,
    check: () => void run({ camera: null, microphone: null }),
    choose(kind, id) {
      const { chosen } = { chosen: { camera: null, microphone: null }, ...view.get() }
      void run({ ...chosen, [kind]: id })
    },
    stop() {
      turn += 1
      release()
      view.set({ at: 'idle' })
    },
  }
}

/** Both with one question; where one of them fails, each for itself, since the other may do. */
async function ask(media: MediaSource, wanted: Wanted): Promise<Got> {
  const both = await askFor(media, wanted, ['camera', 'microphone'])
  if (typeof both !== 'string') return { stream: both, states: { camera: 'on', microphone: 'on' } }
  // Asking on would be asking again what has just been refused.
  if (both === 'refused') return { stream: null, states: { camera: 'refused', microphone: 'refused' } }
  const microphone = await askFor(media, wanted, ['microphone'])
  const camera = await askFor(media, wanted, ['camera'])
  const streams = [camera, microphone].filter(got => typeof got !== 'string')
  return {
    stream: streams.length === 0 ? null : new MediaStream(streams.flatMap(stream => stream.getTracks())),
    states: { camera: stateOf(camera), microphone: stateOf(microphone) },
  }
}

const stateOf = (got: MediaStream | DeviceState): DeviceState => (typeof got === 'string' ? got : 'on')

async function askFor(
  media: MediaSource,
  wanted: Wanted,
  kinds: readonly DeviceKind[],
): Promise<MediaStream | DeviceState> {
  const constraint = (kind: DeviceKind): MediaTrackConstraints | boolean => {
    const id = wanted[kind]
    // Ideal, not exact: a device that has been pulled out gives way to another.
    return kinds.includes(kind) && (id === null ? true : { deviceId: { ideal: id } })
  }
  try {
    return await media.getUserMedia({ video: constraint('camera'), audio: constraint('microphone') })
  } catch (thrown) {
    return failureOf(thrown)
  }
}

function failureOf(thrown: unknown): DeviceState {
  switch (thrown instanceof Error ? thrown.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none'
    case 'NotReadableError':
    case 'AbortError':
      return 'inUse'
    default:
      return 'failed'
  }
}

async function listDevices(media: MediaSource): Promise<Record<DeviceKind, readonly Device[]>> {
  const all = await media.enumerateDevices().catch(() => [])
  const ofKind = (kind: MediaDeviceKind): Device[] =>
    all
      .filter(device => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId: id, label }) => ({ id, label }))
  return { camera: ofKind('videoinput'), microphone: ofKind('audioinput') }
}

function chosenIn(stream: MediaStream | null): Wanted {
  const idOf = (tracks: readonly MediaStreamTrack[] | undefined): string | null =>
    tracks?.[0]?.getSettings().deviceId ?? null
  return { camera: idOf(stream?.getVideoTracks()), microphone: idOf(stream?.getAudioTracks()) }
}

function stopTracks(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
