import type { IncomingMessage } from 'node:http'

export const MAX_BODY_BYTES = 1_000_000

/** The whole body, or null when it is larger than `maxBytes`: what follows is then read and dropped. */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number = MAX_BODY_BYTES,
): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size <= maxBytes) chunks.push(bytes)
  }
  return size <= maxBytes ? Buffer.concat(chunks) : null
}
