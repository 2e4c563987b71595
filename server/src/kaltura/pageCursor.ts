import { crc32 } from 'node:zlib'
import * as z from 'zod'
import { parseJson } from '../platform/parseJson.ts'
import { fail, type Result, succeed } from '../platform/result.ts'

/** Ids in a cursor, as characters: of entries made in the same second as the last one of a page. */
const SAME_SECOND_CHARS = 3_000

const total = z.int().nonnegative()
/** A page of the list begins below an entry, which works whatever is added or removed meanwhile. */
const ListCursorSchema = z.strictObject({
  v: z.literal(1),
  of: z.literal('list'),
  /** Epoch seconds in which the last one was made. */
  at: z.int().nonnegative(),
  /** Those of that second which have been listed, separated by commas. */
  not: z.string().max(SAME_SECOND_CHARS),
  /** As the first page had it. */
  total,
})
/** Matches have no order of their own to begin below, so a page of them has a number. */
const SearchCursorSchema = z.strictObject({
  v: z.literal(1),
  of: z.literal('search'),
  /** Of what was searched for. */
  text: z.int().nonnegative(),
  size: z.int().min(1).max(100),
  page: z.int().min(2),
})
export type ListCursor = z.infer<typeof ListCursorSchema>
export type SearchCursor = z.infer<typeof SearchCursorSchema>

export const checksum = (text: string): number => crc32(text)

/** Opaque on the wire; the checksum is there to tell a garbled one, and protects nothing. */
export function writeCursor(cursor: ListCursor | SearchCursor): string {
  const text = Buffer.from(JSON.stringify(cursor)).toString('base64url')
  return `${text}.${checksum(text).toString(36)}`
}

export const readListCursor = (cursor: string): Result<ListCursor> => read(cursor, ListCursorSchema)

export function readSearchCursor(cursor: string, text: string): Result<SearchCursor> {
  const parsed = read(cursor, SearchCursorSchema)
  return parsed.ok && parsed.value.text !== checksum(text) ? notOurs() : parsed
}

function read<T>(cursor: string, schema: z.ZodType<T>): Result<T> {
  const [text = '', sum] = cursor.split('.')
  if (sum !== checksum(text).toString(36)) return notOurs()
  const parsed = schema.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')))
  return parsed.success ? succeed(parsed.data) : notOurs()
}

const notOurs = () =>
  fail('invalid_request', 'This is no cursor that an earlier page of the same list gave. Leave it out.', {
    field: 'cursor',
  })

/** Where the next page begins, below everything that has been listed so far. */
export function listCursorAfter(
  listed: readonly { readonly id: string; readonly createdAt: number }[],
  before: ListCursor | null,
  totalOfAll: number,
): ListCursor | null {
  const at = listed.at(-1)?.createdAt
  if (at === undefined) return null
  const ofThatSecond = listed.filter(({ createdAt }) => createdAt === at).map(({ id }) => id)
  const earlier = before?.at === at && before.not !== '' ? [before.not] : []
  const not = [...earlier, ...ofThatSecond].join(',')
  // A second in which hundreds were made is left after as many as fit, rather than listed for ever.
  if (not.length > SAME_SECOND_CHARS)
    return { v: 1, of: 'list', at: Math.max(0, at - 1), not: '', total: totalOfAll }
  return { v: 1, of: 'list', at, not, total: totalOfAll }
}
