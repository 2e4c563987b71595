import { createHmac, randomBytes } from 'node:crypto'

const KEY_BYTES = 32
const NAME_LENGTH = 12

/** Other names for ids, which tell nothing of them and hold until the next start. */
export function createChannelNames(): (id: string) => string {
  const key = randomBytes(KEY_BYTES)
  return id => createHmac('sha256', key).update(id).digest('base64url').slice(0, NAME_LENGTH)
}
