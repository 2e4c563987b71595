import type {
  CaptionStyle,
  Preferences,
  TrackChoice,
} from '@kaltura-discord/shared/protocol/http/preferences.ts'
import type { MediaPlayer } from '../player/mediaPlayer.ts'
import type { Track } from './playerView.ts'
import { createStore, type Store } from './store.ts'

/** What one viewer has chosen for their own player. */
export type PersonalChoices = Pick<
  Preferences,
  'volume' | 'muted' | 'captions' | 'audio' | 'quality' | 'offsetMs'
>

export const FIRST_CHOICES: PersonalChoices = {
  volume: 1,
  muted: false,
  captions: { on: false, track: null, style: { size: 'medium', position: 'bottom', background: 'dimmed' } },
  audio: null,
  quality: null,
  offsetMs: 0,
}

/** Holds what one viewer has chosen for themselves to the player, also for the next video. */
export interface PersonalSettings {
  /** Changes whenever the viewer chooses something. */
  readonly choices: Store<PersonalChoices>
  /** What has been chosen elsewhere, and later. */
  take(choices: PersonalChoices): void
  setMuted(muted: boolean): void
  setVolume(volume: number): void
  setOffset(offsetMs: number): void
  setCaptionStyle(style: CaptionStyle): void
  selectCaptions(trackId: string | null): void
  selectAudio(trackId: string): void
  selectQuality(trackId: string | null): void
  /** The browser refused sound; that isn't what the viewer chose. */
  soundWasBlocked(): void
  readonly soundBlocked: () => boolean
  /** After a video has been loaded. */
  apply(): void
}

export function createPersonalSettings(player: MediaPlayer, begin = FIRST_CHOICES): PersonalSettings {
  const choices = createStore(begin)
  let blocked = false

  const change = (some: Partial<PersonalChoices>): void => choices.update(all => ({ ...all, ...some }))
  const setMuted = (muted: boolean): void => {
    // Without this the silence the browser asked for would pass for the viewer's.
    blocked = false
    player.setMuted(muted)
    change({ muted })
  }
  const apply = (): void => {
    const { volume, muted, captions, audio, quality } = choices.get()
    player.setVolume(volume)
    player.setMuted(muted || blocked)
    const shown = captions.on ? captionsOf(captions.track, player.captions()) : undefined
    if (!shown) player.selectCaptions(null)
    else if (!shown.active) player.selectCaptions(shown.id)
    const heard = audio ? bestMatch(audio, player.audioTracks()) : undefined
    if (heard && !heard.active) player.selectAudio(heard.id)
    applyQuality(quality)
  }
  const applyQuality = (most: number | null): void => {
    const qualities = player.qualities()
    const best = most === null ? undefined : bestUpTo(most, qualities)
    if (best && !best.active) player.selectQuality(best.id)
    else if (!best && qualities.some(track => track.active)) player.selectQuality(null)
  }

  return {
    choices,
    take: taken => {
      choices.set(taken)
      apply()
    },
    setMuted,
    setVolume: volume => {
      player.setVolume(volume)
      change({ volume })
      if (volume > 0 && (choices.get().muted || blocked)) setMuted(false)
    },
    setOffset: offsetMs => change({ offsetMs }),
    setCaptionStyle: style => change({ captions: { ...choices.get().captions, style } }),
    selectCaptions: id => {
      const { captions } = choices.get()
      // Which they were is known when they are turned on again.
      const track = id === null ? captions.track : chosen(player.captions(), id)
      change({ captions: { ...captions, on: id !== null, track } })
      player.selectCaptions(id)
    },
    selectAudio: id => {
      change({ audio: chosen(player.audioTracks(), id) })
      player.selectAudio(id)
    },
    selectQuality: id => {
      const track = player.qualities().find(each => each.id === id)
      change({ quality: track ? linesOf(track) : null })
      player.selectQuality(id)
    },
    soundWasBlocked: () => {
      blocked = true
    },
    soundBlocked: () => blocked,
    apply,
  }
}

/** A track's id means nothing in another video, its language and its label do. */
function chosen(tracks: readonly Track[], id: string): TrackChoice | null {
  const track = tracks.find(each => each.id === id)
  return track ? { label: track.label.slice(0, 100), language: track.language?.slice(0, 35) ?? null } : null
}

function bestMatch({ label, language }: TrackChoice, tracks: readonly Track[]): Track | undefined {
  const same = tracks.find(each => each.label === label && each.language === language)
  if (same) return same
  return language === null ? undefined : tracks.find(each => each.language === language)
}

/** Those that were chosen; none in another language than somebody has asked for. */
export function captionsOf(choice: TrackChoice | null, tracks: readonly Track[]): Track | undefined {
  return choice ? bestMatch(choice, tracks) : tracks[0]
}

/** `360p` */
const linesOf = ({ label }: Track): number | null => Number.parseInt(label, 10) || null

/** The best that isn't better than that; where all are, the least of them. */
function bestUpTo(most: number, tracks: readonly Track[]): Track | undefined {
  const known = tracks.map(track => ({ track, lines: linesOf(track) ?? 0 })).sort((a, b) => b.lines - a.lines)
  return (known.find(({ lines }) => lines <= most) ?? known.at(-1))?.track
}
