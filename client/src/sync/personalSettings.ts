import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { Track } from './playerView.ts'

/** What one viewer has chosen for themselves; holds for the session, also for the next video. */
export interface PersonalSettings {
  setMuted(muted: boolean): void
  setVolume(volume: number): void
  selectCaptions(trackId: string | null): void
  selectAudio(trackId: string): void
  selectQuality(trackId: string | null): void
  /** The browser refused sound; that isn't what the viewer chose. */
  soundWasBlocked(): void
  readonly soundBlocked: () => boolean
  /** After a video has been loaded. */
  apply(): void
}

/** A track's id means nothing in another video, its language and its label do. */
type Choice = Pick<Track, 'label' | 'language'> | null

export function createPersonalSettings(player: MediaPlayer): PersonalSettings {
  let muted = false
  let volume = 1
  let blocked = false
  let captions: Choice | undefined
  let audio: Choice | undefined
  let quality: Choice | undefined

  const setMuted = (value: boolean): void => {
    muted = value
    // Without this the silence the browser asked for would pass for the viewer's.
    blocked = false
    player.setMuted(value)
  }
  const applyChoice = (
    choice: Choice | undefined,
    tracks: readonly Track[],
    select: (id: string) => void,
  ): void => {
    const match = choice ? bestMatch(choice, tracks) : undefined
    if (match && !match.active) select(match.id)
  }

  return {
    setMuted,
    setVolume: value => {
      volume = value
      player.setVolume(value)
      if (value > 0 && (muted || blocked)) setMuted(false)
    },
    selectCaptions: id => {
      captions = chosen(player.captions(), id)
      player.selectCaptions(id)
    },
    selectAudio: id => {
      audio = chosen(player.audioTracks(), id)
      player.selectAudio(id)
    },
    selectQuality: id => {
      quality = chosen(player.qualities(), id)
      player.selectQuality(id)
    },
    soundWasBlocked: () => {
      blocked = true
    },
    soundBlocked: () => blocked,
    apply: () => {
      player.setVolume(volume)
      player.setMuted(muted || blocked)
      if (captions) applyChoice(captions, player.captions(), player.selectCaptions.bind(player))
      else player.selectCaptions(null)
      applyChoice(audio, player.audioTracks(), player.selectAudio.bind(player))
      applyChoice(quality, player.qualities(), player.selectQuality.bind(player))
    },
  }
}

function chosen(tracks: readonly Track[], id: string | null): Choice {
  const track = tracks.find(each => each.id === id)
  return track ? { label: track.label, language: track.language } : null
}

function bestMatch(choice: NonNullable<Choice>, tracks: readonly Track[]): Track | undefined {
  const same = tracks.find(each => each.label === choice.label && each.language === choice.language)
  if (same) return same
  return choice.language === null ? undefined : tracks.find(each => each.language === choice.language)
}
