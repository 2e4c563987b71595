import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { type Result, succeed } from '../../../platform/result.ts'
import { type InTime, withinTime } from '../../../platform/withinTime.ts'
import type { VideoLibrary } from '../videoLibrary.ts'

/** Discord waits for the answer, so Kaltura is waited for no longer than this, ms; */
const LIBRARY_MS = 1_200
/** and than this, while it is known to be slow. */
const SLOW_LIBRARY_MS = 100

/** The library's answer, if it has one in time. */
export interface PromptLibrary {
  get(entryId: string, userId: string): Promise<InTime<Result<Video>>>
  search(text: string, limit: number, userId: string): Promise<InTime<Result<readonly Video[]>>>
}

/** Asks the library for what has to be known at once. What comes too late is there for the next who asks. */
export function createPromptLibrary(videos: VideoLibrary): PromptLibrary {
  let isSlow = false

  async function promptly<T>(work: Promise<T>): Promise<InTime<T>> {
    const startedMs = performance.now()
    const done = await withinTime(work, isSlow ? SLOW_LIBRARY_MS : LIBRARY_MS)
    if (done.inTime) return done
    isSlow = true
    // What is known already comes in time in any case: only an answer that has been waited for says that it is quick.
    const seeAgain = () => {
      isSlow = performance.now() - startedMs > LIBRARY_MS
    }
    work.then(seeAgain, seeAgain)
    return done
  }

  return {
    get: (entryId, userId) => promptly(videos.get(entryId, userId)),
    search: (text, limit, userId) => promptly(search(videos, { text, limit, userId })),
  }
}

interface Question {
  readonly text: string
  readonly limit: number
  readonly userId: string
}

async function search(
  videos: VideoLibrary,
  { text, limit, userId }: Question,
): Promise<Result<readonly Video[]>> {
  const found = await videos.search(text, { limit }, userId)
  return found.ok ? succeed(found.value.videos) : found
}
