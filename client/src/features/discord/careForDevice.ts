import type { Host, OrientationLocks, ThermalState } from '../../host/host.ts'
import type { PlaybackController } from '../../sync/playerView.ts'
import type { RoomClient } from '../../sync/roomView.ts'
import type { Remembered } from '../personal/createPreferences.ts'
import { keepAboveKeyboard } from './keepAboveKeyboard.ts'
import { watchFrames } from './watchFrames.ts'

/** What of the host it needs. */
export type DeviceHost = Pick<
  Host,
  'platform' | 'thermal' | 'lockOrientation' | 'keyboardResizesView' | 'encourageHardwareAcceleration'
>

export interface DeviceCare {
  readonly host: DeviceHost
  readonly room: Pick<RoomClient, 'view'>
  readonly player: Pick<PlaybackController, 'limitQuality' | 'frames'>
  /** Whether they have been told that the hardware can help. */
  readonly hint: Remembered['hardwareHint']
  /** The device has become too hot. Told once. */
  readonly onHot: () => void
  /** Style sheets leave out what moves for its own sake. */
  readonly markHot?: (hot: boolean) => void
}

/** A video lies across, so its little windows do; the large one is held as people like. */
const WITH_VIDEO: OrientationLocks = { focused: 'free', pip: 'landscape', grid: 'landscape' }
const WITHOUT_VIDEO: OrientationLocks = { focused: 'free', pip: null, grid: null }

/** By how many renditions the best one is out of reach. */
const STEPS_DOWN: Readonly<Record<ThermalState, number>> = { nominal: 0, fair: 0, serious: 1, critical: 2 }

/** Goes easy on the device, and along with how it is held. */
export function careForDevice(care: DeviceCare): () => void {
  const { host, room, player, hint } = care
  const stops =
    host.platform === 'mobile'
      ? [followVideo(host, room), followHeat(care), keepAboveKeyboard(host)]
      : [watchFrames(host, player, { hint })]
  return () => {
    for (const stop of stops) stop()
  }
}

function followVideo(host: DeviceHost, room: DeviceCare['room']): () => void {
  let told: OrientationLocks | null = null
  const look = (): void => {
    const wanted = room.view.get().room?.video ? WITH_VIDEO : WITHOUT_VIDEO
    if (wanted === told) return
    told = wanted
    // Where it can't be had, things are as they were.
    void host.lockOrientation(wanted)
  }
  look()
  return room.view.subscribe(look)
}

function followHeat({ host, player, onHot, markHot = markDocument }: DeviceCare): () => void {
  let told = false
  const look = (): void => {
    const steps = STEPS_DOWN[host.thermal.get()]
    player.limitQuality(steps)
    markHot(steps > 0)
    if (steps === 0 || told) return
    told = true
    onHot()
  }
  look()
  const stop = host.thermal.subscribe(look)
  return () => {
    stop()
    markHot(false)
  }
}

function markDocument(hot: boolean): void {
  document.documentElement.toggleAttribute('data-hot', hot)
}
