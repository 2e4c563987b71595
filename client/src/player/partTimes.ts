import * as z from 'zod'

/** As many as tell how the line is at the moment. */
const KEPT = 6

/** What hls.js says of a fragment that has come; times in ms, as `performance.now()` counts. */
const LoadedSchema = z.object({
  frag: z.object({ stats: z.object({ loading: z.object({ start: z.number(), end: z.number() }) }) }),
})

export interface PartTimes {
  /** Hand it what hls.js says when a fragment has come. */
  loaded(data: unknown): void
  /** How long the last parts took to come, ms, the newest at the end. */
  lately(): readonly number[]
}

/** Keeps how long the parts of a stream take to come. */
export function createPartTimes(): PartTimes {
  let tookMs: readonly number[] = []
  return {
    loaded: data => {
      const parsed = LoadedSchema.safeParse(data)
      if (!parsed.success) return
      const { start, end } = parsed.data.frag.stats.loading
      // What came from the browser's cache says nothing about the line.
      if (end > start) tookMs = [...tookMs, end - start].slice(-KEPT)
    },
    lately: () => tookMs,
  }
}
