import { type GuestSignedIn, GuestSignedInSchema } from '@kaltura-discord/shared/protocol/http/guests.ts'
import { JoinTokenSchema } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import * as z from 'zod'

const KEY = 'kaltura-guest'
const KeptGuestSchema = z.object({
  /** Of the link they came by. */
  token: JoinTokenSchema,
  signedIn: GuestSignedInSchema,
})
export type KeptGuest = z.infer<typeof KeptGuestSchema>

/** Who a guest is in this tab: handed from the page with the link to the one with the room, and gone with the tab. */
export interface KeptGuestStore {
  read(): KeptGuest | null
  /** False where the browser forbids it. */
  keep(guest: { readonly token: string; readonly signedIn: GuestSignedIn }): boolean
  forget(): void
}

export function createKeptGuest(storage: () => Storage): KeptGuestStore {
  return {
    read() {
      try {
        const kept = KeptGuestSchema.safeParse(JSON.parse(storage().getItem(KEY) ?? 'null'))
        return kept.success ? kept.data : null
      } catch {
        return null
      }
    },
    keep(guest) {
      try {
        storage().setItem(KEY, JSON.stringify(guest))
        return true
      } catch {
        return false
      }
    },
    forget() {
      try {
        storage().removeItem(KEY)
      } catch {
        // Nothing could be kept either.
      }
    },
  }
}
