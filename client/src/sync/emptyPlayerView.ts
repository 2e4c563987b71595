import type { PlayerView } from './playerView.ts'

export const EMPTY_PLAYER_VIEW: PlayerView = {
  phase: 'empty',
  failure: null,
  picture: 'coming',
  state: 'loading',
  errorS: null,
  positionS: 0,
  durationS: null,
  buffered: [],
  live: null,
  soundBlocked: false,
  muted: false,
  volume: 1,
  captions: [],
  captionLines: [],
  captionsFailed: false,
  audioTracks: [],
  qualities: [],
  apart: null,
  offsetMs: 0,
}
