import type { StandInRequest, StandInResponse } from '../standIn.ts'
import { CORS_HEADERS } from './answerFormat.ts'

export interface Content {
  readonly bytes: Buffer
  readonly contentType: string
  readonly cacheControl: string
}

type Range = { readonly first: number; readonly last: number }

/** The one range asked for; `'all'` where none is, or more than one, which a server may ignore. */
const readRange = (header: string | undefined, length: number): Range | 'all' | 'unsatisfiable' => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [from, to] = [match?.[1] ?? '', match?.[2] ?? '']
  if (from === '' && to === '') return 'all'
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from)
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return 'all'
  return first >= length || (from === '' && Number(to) === 0) ? 'unsatisfiable' : { first, last }
}

/** Answers GET and HEAD, whole or in part. */
export const serveBytes = (
  { method, headers }: StandInRequest,
  { bytes, contentType, cacheControl }: Content,
): StandInResponse => {
  const range = readRange(headers.range, bytes.length)
  const common = { ...CORS_HEADERS, 'accept-ranges': 'bytes', 'cache-control': cacheControl }
  if (range === 'unsatisfiable') {
    return { status: 416, headers: { ...common, 'content-range': `bytes */${bytes.length}` } }
  }
  const part = range === 'all' ? bytes : bytes.subarray(range.first, range.last + 1)
  const contentRange =
    range === 'all' ? {} : { 'content-range': `bytes ${range.first}-${range.last}/${bytes.length}` }
  return {
    status: range === 'all' ? 200 : 206,
    headers: { ...common, 'content-type': contentType, 'content-length': `${part.length}`, ...contentRange },
    ...(method === 'HEAD' ? {} : { body: part }),
  }
}
