/** Opcodes of the Embedded App SDK's `postMessage` protocol; every message is `[opcode, payload]`. */
export const opcode = { handshake: 0, frame: 1, close: 2, hello: 3 } as const

export const closeCode = {
  normal: 1000,
  unsupported: 1003,
  invalidClientId: 4000,
  invalidVersion: 4004,
  invalidEncoding: 4005,
} as const

export const errorCode = {
  unknown: 1000,
  invalidPayload: 4000,
  invalidCommand: 4002,
  invalidGuild: 4003,
  invalidEvent: 4004,
  invalidChannel: 4005,
  invalidPermissions: 4006,
  invalidClientId: 4007,
  invalidToken: 4009,
  oauth2: 5000,
  rateLimited: 5011,
} as const

export type RpcAnswer<T = unknown> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly code: number; readonly message: string }

export const answer = <T>(data: T): RpcAnswer<T> => ({ ok: true, data })

export const refuse = (code: number, message: string): RpcAnswer<never> => ({ ok: false, code, message })

export type WireMessage = readonly [opcode: number, payload: unknown]

/** Anything but a 2-tuple that starts with a number isn't meant for the RPC host. */
export const readWireMessage = (data: unknown): WireMessage | null =>
  Array.isArray(data) && data.length === 2 && typeof data[0] === 'number' ? [data[0], data[1]] : null
