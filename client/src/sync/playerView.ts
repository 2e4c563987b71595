import type { MemberState } from '@kaltura-discord/shared/protocol/frames.ts'
import type { CaptionStyle } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import type { PersonalChoices } from './personalSettings.ts'
import type { Store } from './store.ts'

export interface Track {
  readonly id: string
  /** For people: `Deutsch`, `360p`. */
  readonly label: string
  readonly language: string | null
  readonly active: boolean
}

export interface TimeRange {
  readonly startS: number
  readonly endS: number
}

/** Of the video that plays, since it was loaded. */
export interface FrameCount {
  readonly total: number
  readonly dropped: number
}

/** Why this viewer's video can't be shown. The others' goes on. */
export type PlayerFailure =
  | { readonly kind: 'sessionRefused'; readonly message: string }
  | { readonly kind: 'playerUnavailable' }
  | { readonly kind: 'cannotPlay' }
  | { readonly kind: 'timedOut' }

/** Of the video that is on its way: `late` once it has taken so long that people ask why. */
export type Picture = 'coming' | 'late' | 'there'

/** This viewer's own player, as its controls show it. */
export interface PlayerView {
  readonly phase: 'empty' | 'loading' | 'ready' | 'failed'
  readonly failure: PlayerFailure | null
  /** Whether anything of the video has been seen since it was loaded. */
  readonly picture: Picture
  /** How this viewer is doing against the room. */
  readonly state: MemberState
  /** Target minus own position, seconds; positive is behind. */
  readonly errorS: number | null
  /** What this viewer sees, in the room's positions; about four times a second. */
  readonly positionS: number
  /** Null for live. */
  readonly durationS: number | null
  readonly buffered: readonly TimeRange[]
  /** Live only: what can be sought to, in the room's positions, and how far behind the edge we are. */
  readonly live: { readonly seekable: TimeRange; readonly behindEdgeS: number } | null
  /** The browser let it play only without sound: one tap gives sound. */
  readonly soundBlocked: boolean
  readonly muted: boolean
  /** 0 to 1. */
  readonly volume: number
  readonly captions: readonly Track[]
  /** What the captions say this moment. */
  readonly captionLines: readonly string[]
  /** The chosen ones could not be fetched or read. */
  readonly captionsFailed: boolean
  readonly audioTracks: readonly Track[]
  /** Renditions; none active means automatic. */
  readonly qualities: readonly Track[]
  /** What this viewer has just asked for and the room hasn't answered yet; to be shown as if it were so. */
  readonly wished?: 'playing' | 'paused'
  /** Null while in step with the room. */
  readonly apart: ApartView | null
  /** How much earlier than the room this viewer's player is, for sound that comes out late, ms. */
  readonly offsetMs: number
}

/** How this viewer's own motion is, apart from the room. */
export interface ApartView {
  /** Plays, or will as soon as the player is ready. */
  readonly playing: boolean
  readonly ended: boolean
  readonly rate: number
  /** The room's position minus the own one, seconds; null while it can't be told. */
  readonly behindS: number | null
  readonly catchingUp: boolean
  /** The room is ahead, and near enough to be caught up with. */
  readonly canCatchUp: boolean
}

/** Steers one player to the room, and carries what its viewer alone decides. */
export interface PlaybackController {
  readonly view: Store<PlayerView>
  /** Where the video goes. The element stays the controller's until it is detached. */
  attach(element: HTMLElement): void
  detach(): void
  /** Wishes to the room, with the presser's own frame where that matters. */
  play(): void
  pause(): void
  seek(positionS: number): void
  seekToLiveEdge(): void
  setRate(rate: number): void
  /** On one's own for a while, beginning here; or at once to where the room is. */
  setApart(apart: boolean): void
  /** Back in step by going faster than the room until level with it. */
  catchUp(): void
  /** This viewer's own. */
  readonly choices: Store<PersonalChoices>
  /** What they have chosen elsewhere, and later. */
  takeChoices(choices: PersonalChoices): void
  setOffset(offsetMs: number): void
  setCaptionStyle(style: CaptionStyle): void
  setMuted(muted: boolean): void
  setVolume(volume: number): void
  selectCaptions(trackId: string | null): void
  selectAudio(trackId: string): void
  /** Null is automatic. */
  selectQuality(trackId: string | null): void
  /** As long as the quality is automatic, so many of the best ones are out of reach: for a device that gets too hot. */
  limitQuality(stepsDown: number): void
  /** Null where nothing plays, and where the browser doesn't count. */
  frames(): FrameCount | null
  /** After a failure. */
  retry(): void
  close(): void
}
