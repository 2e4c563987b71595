import { hash } from 'node:crypto'
import type { Request } from 'express'
import type * as z from 'zod'
import { succeed } from '../result.ts'
import { ANYBODY } from './access.ts'
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

/** Anybody may ask, counted by what they send. Whoever sends nothing of the kind is counted with all such. */
export function anybodyBy<T>(schema: z.ZodType<T>, keyIn: (body: T) => string): Access<null> {
  const keyOf = (_caller: null, request: Request) => {
    const body = schema.safeParse(request.body)
    return body.success ? keyIn(body.data) : ANYBODY.keyOf(null, request)
  }
  return {
    ...ANYBODY,
    keyOf,
    // All together first: whoever makes up keys must not fill the memory with them.
    countsAgainst: (caller, request) => [
      { by: 'everybody', key: 'all' },
      { by: 'caller', key: keyOf(caller, request) },
    ],
  }
}

/** What is remembered for counting must not be worth stealing. */
export const digestOf = (text: string) => hash('sha256', text, 'base64url')
