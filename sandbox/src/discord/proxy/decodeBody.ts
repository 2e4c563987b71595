import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

/** A whole body without its content coding; null for a coding that is not known here. */
export function decodeBody(body: Buffer, contentEncoding: string): Buffer | null {
  const coding = contentEncoding.trim().toLowerCase()
  if (coding === '' || coding === 'identity') return body
  if (coding === 'gzip') return gunzipSync(body)
  if (coding === 'br') return brotliDecompressSync(body)
  return coding === 'deflate' ? inflateSync(body) : null
}
