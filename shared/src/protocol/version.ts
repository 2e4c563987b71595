/** Raised when a frame changes in a way that an older peer can't read. Sent in `hello`. */
export const PROTOCOL_VERSION = 1

/** Versions this build can serve; anything else gets the fatal code `protocol_unsupported`. */
export const SUPPORTED_PROTOCOL_VERSIONS: readonly number[] = [1]
