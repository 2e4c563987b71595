import type { StandInRequest, StandInResponse } from '../standIn.ts'
import type { Caller } from './callers.ts'

export interface Call {
  readonly request: StandInRequest
  /** What stands in the path in the place of `:guild`, by its name. */
  readonly ids: Readonly<Record<string, string>>
}

/** One route of Discord's REST API, with how often each caller may use it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly limit: number
  readonly windowMs: number
  /** Needs neither token nor user agent: plain OAuth clients have neither. */
  readonly isOAuth?: boolean
  /** The token in the path is all that's asked for, and the bot's limit over all routes doesn't count. */
  readonly isByInteraction?: boolean
  answer(call: Call, caller: Caller | null): StandInResponse | Promise<StandInResponse>
}
