import { type Preferences, PreferencesSchema } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import { isGuestId } from '@kaltura-discord/shared/room/guestId.ts'

/** Each person of a device has their own; guests, who are somebody else each time, have one together. */
const keyOf = (userId: string): string => `preferences:${isGuestId(userId) ? 'guest' : userId}`

/** What this device remembers, so that the first frame is right before any server has answered. */
export const localPreferences = {
  read(userId: string): Preferences | null {
    try {
      const parsed = PreferencesSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(userId)) ?? 'null'))
      return parsed.success ? parsed.data : null
    } catch {
      // Storage is often denied inside a frame, and anybody can have written there.
      return null
    }
  },
  write(userId: string, preferences: Preferences): void {
    try {
      localStorage.setItem(keyOf(userId), JSON.stringify(preferences))
    } catch {
      // Then the server alone remembers, or the page.
    }
  },
}
