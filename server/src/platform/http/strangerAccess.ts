import { succeed } from '../result.ts'
import { keyOfAddress } from './limitKeys.ts'
import type { Access } from './operation.ts'

/** Anybody may ask, and is counted by address: for operations that the Activity never asks for (`keyOfAddress`). */
export const ANYBODY_BY_ADDRESS: Access<null> = {
  scheme: 'none',
  scope: null,
  admit: async () => succeed(null),
  keyOf: (_caller, request) => keyOfAddress(request).key,
  countsAgainst: (_caller, request) => [keyOfAddress(request)],
}
