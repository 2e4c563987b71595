import { crc32 } from 'node:zlib'
import { fail, type Result, succeed } from '../../platform/result.ts'

/** What is searched: a cursor of another search is none of this one. */
type Search = readonly (string | null)[]

const sumOf = (offset: number, search: Search) => crc32(JSON.stringify([offset, ...search])).toString(36)

/** Opaque on the wire; the checksum is there to tell a garbled one, and protects nothing. */
export const writeCaptionCursor = (offset: number, search: Search): string =>
  `${offset}.${sumOf(offset, search)}`

/** How many hits have been given before; 0 without a cursor. */
export function readCaptionCursor(cursor: string | undefined, search: Search): Result<number> {
  if (cursor === undefined) return succeed(0)
  const [, offset] = /^([1-9]\d{0,5})\.[a-z\d]{1,7}$/.exec(cursor) ?? []
  if (offset !== undefined && cursor === writeCaptionCursor(Number(offset), search))
    return succeed(Number(offset))
  return fail(
    'invalid_request',
    'This is no cursor that an earlier page of the same search gave. Leave it out.',
    {
      field: 'cursor',
    },
  )
}
