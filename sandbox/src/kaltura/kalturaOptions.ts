import type { Library } from './library.ts'

/** What both halves of the stand-in are told. */
export interface KalturaOptions {
  readonly partnerId: number
  /** Signs and opens every KS. */
  readonly adminSecret: string
  /** Where the API listens, e.g. `http://127.0.0.1:3336`. No slash at the end. */
  readonly apiOrigin: string
  /** Where media, captions and pictures are served, e.g. `http://127.0.0.1:3337`. */
  readonly cdnOrigin: string
  readonly library: Library
  /** Milliseconds since 1970. */
  readonly now: () => number
}
