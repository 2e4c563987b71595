import type { IncomingHttpHeaders } from 'node:http'

/** One HTTP request as a stand-in sees it: the whole body has been read. */
export interface StandInRequest {
  readonly method: string
  /** Absolute; the host part is the stand-in's own. */
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** A plain object as `body` is sent as JSON. */
export interface StandInResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer | object
}

/**
 * A stand-in is a function from request to response. Sockets, faults, delays and the traffic record belong
 * to whoever serves it, so that every stand-in gets them alike.
 */
export type StandIn = (request: StandInRequest) => StandInResponse | Promise<StandInResponse>
