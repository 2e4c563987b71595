import type { Track } from '../sync/playerView.ts'
import type { KalturaPlayer, KalturaTrack } from './kalturaApi.ts'

type Kind = 'audio' | 'video' | 'text'

/** The player's own entry for no captions. */
const OFF = 'off'

/** A player's tracks as people choose among them; ids hold for as long as the video is on. */
export function listTracks(player: KalturaPlayer, kind: Kind): readonly Track[] {
  const automatic = kind === 'video' && player.isAdaptiveBitrateEnabled()
  return candidates(player, kind).map((track, index) => ({
    id: idOf(track, index),
    label: labelOf(track, kind, index),
    language: typeof track.language === 'string' && track.language !== '' ? track.language : null,
    active: track.active === true && !automatic,
  }))
}

export function selectTrack(player: KalturaPlayer, kind: Kind, trackId: string): void {
  const chosen = candidates(player, kind).find((track, index) => idOf(track, index) === trackId)
  if (chosen) player.selectTrack(chosen)
}

function candidates(player: KalturaPlayer, kind: Kind): readonly KalturaTrack[] {
  const tracks = player.getTracks(kind).filter(track => track.language !== OFF)
  if (kind !== 'video') return tracks
  return tracks.filter(track => typeof track.height === 'number' && track.height > 0)
}

function idOf(track: KalturaTrack, index: number): string {
  return String(typeof track.index === 'number' ? track.index : index)
}

function labelOf(track: KalturaTrack, kind: Kind, index: number): string {
  if (kind === 'video') return `${String(track.height)}p`
  if (typeof track.label === 'string' && track.label !== '') return track.label
  return typeof track.language === 'string' && track.language !== '' ? track.language : String(index + 1)
}
