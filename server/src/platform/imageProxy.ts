import type { Response } from 'express'
import { FreshCache } from './freshCache.ts'
import { sendProblem } from './http/answer.ts'
import type { Logger } from './logger.ts'
import { OutboundError } from './outboundError.ts'
import type { OutboundHttp } from './outboundHttp.ts'
import { fail, type Result, succeed } from './result.ts'
import type { RoomClock } from './roomClock.ts'

export interface Image {
  readonly contentType: string
  readonly body: Buffer
}

/** Images are cached in memory up to this, bytes. */
const CACHE_BYTES = 32 * 1024 * 1024
const MAX_IMAGE_BYTES = 2 * 1024 * 1024
const FRESH_MS = 3_600_000
const STALE_MS = 24 * FRESH_MS
/** Only what no browser would run. */
const IMAGE_TYPE = /^image\/(?:png|jpeg|webp|gif|avif)\b/

interface ImageProxyOptions {
  readonly http: OutboundHttp
  readonly clock: RoomClock
  readonly logger: Logger
}

/** Brings images of other hosts under our own origin, where the Activity may show them. */
export class ImageProxy {
  readonly #options: ImageProxyOptions
  readonly #cache: FreshCache<Image>

  constructor(options: ImageProxyOptions) {
    this.#options = options
    const sizeOf = (image: Image) => image.body.byteLength
    const { clock } = options
    this.#cache = new FreshCache({
      clock,
      freshMs: FRESH_MS,
      staleMs: STALE_MS,
      capacity: CACHE_BYTES,
      sizeOf,
    })
  }

  /** Whether it has been had before, so that giving it again costs nobody anything. */
  has(url: string): boolean {
    return this.#cache.has(url)
  }

  get(url: string): Promise<Result<Image>> {
    return this.#cache.get(url, () => this.#load(url))
  }

  async #load(url: string): Promise<Result<Image>> {
    try {
      const answer = await this.#options.http.request({
        url,
        operation: 'picture',
        idempotent: true,
        maxBytes: MAX_IMAGE_BYTES,
      })
      if (answer.status >= 500) return unavailable()
      if (answer.status !== 200 || !IMAGE_TYPE.test(answer.contentType)) return notFound()
      return succeed({ contentType: answer.contentType, body: answer.body })
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error
      this.#options.logger.warn('image.unavailable', { origin: error.origin, reason: error.failure })
      return error.failure === 'not_allowed' ? notFound() : unavailable()
    }
  }
}

const notFound = () => fail('not_found', 'There is no such picture.')
const unavailable = () =>
  fail('unavailable', 'This picture can not be had at the moment.', { retryAfterS: 5 })

/** Pictures are addressed by what they are, so browsers may keep them. */
export function sendImage(response: Response, image: Result<Image>, maxAgeS: number): void {
  if (!image.ok) return sendProblem(response, image.error)
  response
    .set('Cache-Control', `public, max-age=${maxAgeS}`)
    .set('Cross-Origin-Resource-Policy', 'cross-origin')
    .type(image.value.contentType)
    .send(image.value.body)
}
