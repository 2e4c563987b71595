import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'
import { entityTag } from '../platform/http/entityTag.ts'

export interface AssetOptions {
  readonly body: Buffer
  readonly contentType: string
  readonly cacheControl: string
}

/** Compressing less than this isn't worth it, bytes. */
const SMALLEST_COMPRESSED = 1_024
const COMPRESSIBLE = /^(?:text\/|application\/(?:javascript|json|manifest\+json)|image\/svg)/
/** Nearly as small as the best, in a tenth of the time. */
const BROTLI_QUALITY = 9

const toGzip = promisify(gzip)
const toBrotli = promisify(brotliCompress)

interface Encoded {
  readonly br: Buffer
  readonly gzip: Buffer
}

/** One file in memory, compressed once, off the main thread. */
export class Asset {
  readonly #options: AssetOptions
  readonly #etag: string
  #encoding: Promise<Encoded> | null = null

  constructor(options: AssetOptions) {
    this.#options = options
    this.#etag = entityTag(options.body)
  }

  async send(request: Request, response: Response): Promise<void> {
    const { body, contentType, cacheControl } = this.#options
    response
      .set('Content-Type', contentType)
      .set('Cache-Control', cacheControl)
      .set('ETag', this.#etag)
      // Where the Activity's document has an opaque origin (old iOS), its scripts are cross-origin.
      .set('Access-Control-Allow-Origin', '*')
      .set('Cross-Origin-Resource-Policy', 'cross-origin')
      .vary('Accept-Encoding')
    if (request.fresh) return void response.status(304).end()
    const coding = COMPRESSIBLE.test(contentType) && body.length >= SMALLEST_COMPRESSED && pick(request)
    if (!coding) return void response.end(body)
    const encoded = await this.compress()
    response.set('Content-Encoding', coding).end(encoded[coding])
  }

  compress(): Promise<Encoded> {
    this.#encoding ??= encode(this.#options.body)
    return this.#encoding
  }
}

function pick(request: Request): keyof Encoded | false {
  // One after the other: asked for both, Express goes by the order in which the browser named them.
  if (request.acceptsEncodings('br') === 'br') return 'br'
  return request.acceptsEncodings('gzip') === 'gzip' ? 'gzip' : false
}

async function encode(body: Buffer): Promise<Encoded> {
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  const [br, gzipped] = await Promise.all([toBrotli(body, { params: parameters }), toGzip(body)])
  return { br, gzip: gzipped }
}
