/** Why no usable answer came. `held_back` was not sent, because too much of that kind has been refused. */
export type OutboundFailure =
  | 'not_allowed'
  | 'timeout'
  | 'network'
  | 'circuit_open'
  | 'too_large'
  | 'held_back'

/** Never carries the address's query or path: those can hold a session. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  readonly failure: OutboundFailure
  readonly origin: string

  constructor(failure: OutboundFailure, origin: string) {
    super(`${failure} at ${origin}`)
    this.failure = failure
    this.origin = origin
  }
}
