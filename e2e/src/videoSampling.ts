import type { Frame } from '@playwright/test'
import type { Series } from './positions.ts'

export interface SamplingWindow {
  readonly count: number
  readonly everyMs: number
}

/** The page itself takes the samples, so that the way between test and page adds nothing to them. */
export function sampleVideo(frame: Frame, window: SamplingWindow): Promise<Series> {
  return frame.evaluate(async ({ count, everyMs }) => {
    const samples = []
    for (let index = 0; index < count; index++) {
      const video = document.querySelector('video')
      if (video)
        samples.push({
          atMs: performance.timeOrigin + performance.now(),
          positionS: video.currentTime,
          paused: video.paused,
          rate: video.playbackRate,
          readyState: video.readyState,
        })
      await new Promise(resolve => setTimeout(resolve, everyMs))
    }
    return samples
  }, window)
}

export function isPlaying(series: Series): boolean {
  const [first] = series
  const last = series.at(-1)
  if (!first || !last || series.length < 3) return false
  return series.every(sample => !sample.paused && sample.readyState >= 3) && last.positionS > first.positionS
}

export function isStill(series: Series): boolean {
  const [first] = series
  if (!first || series.length < 3) return false
  return series.every(sample => sample.paused && sample.positionS === first.positionS)
}
