import type { KalturaOptions } from './kalturaOptions.ts'
import type { Ks } from './ks.ts'
import type { Parameters } from './parameters.ts'
import type { SessionKind } from './sessionKind.ts'
import type { Sessions } from './sessions.ts'

/** Users that were added since the sandbox started, by their id. */
export type UserStore = Map<string, Readonly<Record<string, unknown>>>

/** One call to one action, with its KS opened. */
export interface Call {
  readonly parameters: Parameters
  readonly ks: Ks | undefined
  readonly options: KalturaOptions
  readonly sessions: Sessions
  readonly users: UserStore
}

/** An action of the API. Its answer, a KalturaException among the possible ones, is sent as it is. */
export interface Action {
  /** Parameters that must be there at all. */
  readonly required: readonly string[]
  readonly allowed: readonly SessionKind[]
  readonly run: (call: Call) => unknown
}

/** From `service.action`, in lower case, to what it does. */
export type Actions = Readonly<Record<string, Action>>

/** Who Kaltura's permission tables let call what players call. */
export const PLAYBACK_CALLERS: readonly SessionKind[] = ['widget', 'user', 'playback', 'admin']
export const ANY_CALLER: readonly SessionKind[] = [...PLAYBACK_CALLERS, 'none']
/** Who may call what the account's own role was made for. */
export const LIBRARY_CALLERS: readonly SessionKind[] = [...PLAYBACK_CALLERS, 'custom']
export const SIGNED_IN: readonly SessionKind[] = ['user', 'custom', 'admin']
export const OVERSEERS: readonly SessionKind[] = ['custom', 'admin']
