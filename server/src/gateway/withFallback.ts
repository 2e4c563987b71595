import type { Catalogue } from '../kaltura/catalogue.ts'
import type { MomentSource } from '../kaltura/moments.ts'
import type { Logger } from '../platform/logger.ts'
import type { OutboundObserver } from '../platform/outboundCalls.ts'
import type { Result } from '../platform/result.ts'
import type { GatewayCatalogue } from './gatewayCatalogue.ts'

/** A library in which moments can be found. */
export type Library = Catalogue & MomentSource

interface FallbackOptions {
  /** How the first one is called in the log and the metrics. */
  readonly target: string
  readonly logger: Logger
  readonly observer: OutboundObserver | null
}

/**
 * Asks the first library, and the second only where the first one is away: not where it says no, which is an answer.
 * Told to the log once an outage, and to the metrics each time.
 */
export function withFallback(
  first: GatewayCatalogue,
  second: Library,
  { target, logger, observer }: FallbackOptions,
): Library {
  let isAway = false

  async function either<T>(ask: (library: Library) => Promise<Result<T>>): Promise<Result<T>> {
    const answer = await ask(first)
    const wasAway = isAway
    isAway = !answer.ok && answer.error.code === 'kaltura_unavailable'
    if (wasAway && !isAway) logger.info('library.back', { target })
    if (!isAway) return answer
    if (!wasAway) logger.warn('library.away', { target, insteadOfIt: 'kaltura' })
    return standIn(ask)
  }

  async function standIn<T>(ask: (library: Library) => Promise<Result<T>>): Promise<Result<T>> {
    const startedMs = performance.now()
    const answer = await ask(second)
    const durationMs = performance.now() - startedMs
    observer?.outboundCall({ target, operation: 'fallback', outcome: 'stood_in', durationMs })
    return answer
  }

  return {
    list: page => either(library => library.list(page)),
    search: (text, page) => either(library => library.search(text, page)),
    get: (entryId, asker) => either(library => library.get(entryId, asker)),
    collections: (text, page) => either(library => library.collections(text, page)),
    collectionVideos: (ref, page) => either(library => library.collectionVideos(ref, page)),
    refused: request => either(library => library.refused(request)),
    session: request => either(library => library.session(request)),
    moments: (entryId, asker) => either(library => library.moments(entryId, asker)),
    searchCaptions: (entryId, query, asker) =>
      either(library => library.searchCaptions(entryId, query, asker)),
    slices: url => (first.isOwnPicture(url) ? first : second).slices(url),
    sizedPicture: (url, width) => (first.isOwnPicture(url) ? first : second).sizedPicture(url, width),
  }
}
