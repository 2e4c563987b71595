import * as z from 'zod'
import { parseJson } from '../../platform/parseJson.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { TokenVault } from '../../platform/tokenVault.ts'

/** One playlist that whoever has the reference may ask us for. */
export interface StreamRef {
  /** At Kaltura. It may carry a session, so it is sealed wherever it leaves this process. */
  readonly url: string
  /** What its addresses are to be written for. */
  readonly page: 'activity' | 'browser'
  /** Epoch seconds; after that nothing is answered. */
  readonly untilS: number
  /** Shared by all playlists of one viewer's video, and by nothing else. */
  readonly stream: string
}

const StreamRefSchema = z.object({
  url: z.string(),
  page: z.enum(['activity', 'browser']),
  untilS: z.int(),
  stream: z.string(),
}) satisfies z.ZodType<StreamRef>

/** Longer ones are refused before they are looked at; proxies on the way refuse them sooner or later, too. */
export const MAX_REF_LENGTH = 8 * 1024
/** What is sealed for this opens nowhere else. */
const PLACE = 'hls'

export interface StreamRefs {
  /** Null for an address that is too long to be asked for. */
  seal(ref: StreamRef): string | null
  /** Null for what isn't ours, or no more. */
  open(sealed: string): StreamRef | null
}

/** References say themselves what they are for: nothing is kept, and any node can answer. */
export function createStreamRefs(vault: TokenVault, clock: RoomClock): StreamRefs {
  return {
    seal(ref) {
      const sealed = vault.seal(JSON.stringify(ref), PLACE)
      return sealed.length > MAX_REF_LENGTH ? null : sealed
    },
    open(sealed) {
      const text = sealed.length > MAX_REF_LENGTH ? null : vault.open(sealed, PLACE)
      const ref = text === null ? null : (StreamRefSchema.safeParse(parseJson(text)).data ?? null)
      return ref && clock.nowMs() < ref.untilS * 1000 ? ref : null
    },
  }
}
