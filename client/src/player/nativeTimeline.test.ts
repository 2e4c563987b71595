import { expect, it } from 'vitest'
import { createNativeTimeline } from './nativeTimeline.ts'

const START_MS = Date.UTC(2026, 0, 1)

function video(more: object): HTMLVideoElement {
  const seekable = { length: 1, start: () => 100, end: () => 220 }
  return { seekable, getStartDate: () => new Date(START_MS), ...more } as unknown as HTMLVideoElement
}

it('places a live stream by the date of its start, the same way back (HS2)', () => {
  const timeline = createNativeTimeline(() => video({}))
  expect(timeline.toPositionS(12.5)).toBe(START_MS / 1000 + 12.5)
  expect(timeline.toMediaS(START_MS / 1000 + 12.5)).toBe(12.5)
  expect(timeline.window()).toEqual({
    seekable: { startS: START_MS / 1000 + 100, endS: START_MS / 1000 + 220 },
    safeEdgeS: START_MS / 1000 + 219,
  })
})

it('stands still while the date trembles, and follows where it has moved', () => {
  let startMs = START_MS
  const timeline = createNativeTimeline(() => video({ getStartDate: () => new Date(startMs) }))
  expect(timeline.toPositionS(0)).toBe(START_MS / 1000)
  startMs += 60
  expect(timeline.toPositionS(0)).toBe(START_MS / 1000)
  startMs += 60
  expect(timeline.toPositionS(0)).toBe(startMs / 1000)
})

it.each([
  ['there is no video', null],
  ['the browser knows of no dates', video({ getStartDate: undefined })],
  ['the stream has none', video({ getStartDate: () => new Date(Number.NaN) })],
  ['nothing can be sought to yet', video({ seekable: { length: 0 } })],
])('tells nothing while %s', (_, element) => {
  const timeline = createNativeTimeline(() => element)
  expect(timeline.window()).toBeNull()
  if (element?.seekable.length !== 0) {
    expect(timeline.toPositionS(1)).toBeNull()
    expect(timeline.toMediaS(1)).toBeNull()
  }
})
