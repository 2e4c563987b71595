/**
 * Raised when a frame changes in a way that an older peer can't read: a new kind of event is such a change, because a
 * copy of the room that can't take it in is no longer the room. Sent in `hello`.
 */
export const PROTOCOL_VERSION = 3

/** Versions this build can serve; anything else gets the fatal code `protocol_unsupported`. */
export const SUPPORTED_PROTOCOL_VERSIONS: readonly number[] = [3]
