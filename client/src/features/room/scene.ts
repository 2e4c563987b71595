import type { Queue, Room, VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import type { ApartView, PlayerFailure, PlayerView } from '../../sync/playerView.ts'

/** Below this a wait is over before anybody would have seen it. */
const SPINNER_AFTER_MS = 300
/** From here on people ask why nothing moves. */
const NAMES_AFTER_MS = 1_000
/** From here on they may go on without the others. */
const OFFER_AFTER_MS = 2_000

/** What the stage shows in its middle. One thing at a time. */
export type Scene =
  | { readonly kind: 'idle' }
  | { readonly kind: 'playing' }
  /** There is nothing to be seen yet; `late` once that has taken long enough to be explained. */
  | { readonly kind: 'loading'; readonly late: boolean }
  | { readonly kind: 'buffering' }
  | { readonly kind: 'paused'; readonly byId: string | null }
  | {
      readonly kind: 'waiting'
      readonly waitId: string
      readonly forIds: readonly string[]
      /** How much of it is shown by now. */
      readonly shown: 'nothing' | 'spinner' | 'names' | 'offer'
    }
  | { readonly kind: 'ended' }
  /** Ended, and the next one comes by itself soon. */
  | { readonly kind: 'upNext'; readonly video: string }
  | { readonly kind: 'failed'; readonly failure: PlayerFailure }

/** Own trouble first, since nobody else can tell; then what the room does; then how the own player keeps up. */
export function sceneOf(room: Room | null, player: PlayerView, nowMs: number): Scene {
  if (room === null || room.video === null) return { kind: 'idle' }
  const { playback } = room
  if (player.phase === 'failed' && player.failure !== null) return { kind: 'failed', failure: player.failure }
  if (player.apart) return apartScene(player, player.apart)
  if (playback.mode === 'ended') return endOf(room.queue, room.video)
  if (!isSeen(player)) return loadingScene(player)
  switch (playback.mode) {
    case 'waiting':
      return {
        kind: 'waiting',
        waitId: playback.waitId,
        forIds: playback.waitingFor,
        shown: shownAfter(nowMs - playback.sinceMs),
      }
    case 'paused':
      return { kind: 'paused', byId: playback.by }
    case 'playing':
      return { kind: player.state === 'buffering' ? 'buffering' : 'playing' }
    case 'idle':
      return { kind: 'idle' }
  }
}

/** What the room does is nothing to who watches on their own. */
function apartScene(player: PlayerView, { playing, ended }: ApartView): Scene {
  if (ended) return { kind: 'ended' }
  if (!isSeen(player)) return loadingScene(player)
  if (!playing) return { kind: 'paused', byId: null }
  return { kind: player.state === 'buffering' ? 'buffering' : 'playing' }
}

/** A player may be ready long before the first of the video has come. */
const isSeen = ({ phase, picture }: PlayerView): boolean => phase === 'ready' && picture === 'there'

const loadingScene = ({ picture }: PlayerView): Scene => ({ kind: 'loading', late: picture === 'late' })

function endOf({ items, repeat, upNextAtMs }: Queue, video: VideoSummary): Scene {
  if (upNextAtMs === null) return { kind: 'ended' }
  const next = repeat === 'one' ? video : (items[0]?.video ?? video)
  return { kind: 'upNext', video: next.name }
}

function shownAfter(elapsedMs: number): 'nothing' | 'spinner' | 'names' | 'offer' {
  if (elapsedMs < SPINNER_AFTER_MS) return 'nothing'
  if (elapsedMs < NAMES_AFTER_MS) return 'spinner'
  return elapsedMs < OFFER_AFTER_MS ? 'names' : 'offer'
}

/** Room time at which the scene changes without anybody doing anything; null when it doesn't. */
export function nextSceneChangeMs(room: Room | null, nowMs: number): number | null {
  if (room?.playback.mode !== 'waiting') return null
  const { sinceMs } = room.playback
  const steps = [SPINNER_AFTER_MS, NAMES_AFTER_MS, OFFER_AFTER_MS].map(afterMs => sinceMs + afterMs)
  return steps.find(atMs => atMs > nowMs) ?? null
}
