import * as z from 'zod'

/** Where the session of an opened link is kept, so that it can be loaded again; gone with the tab. */
export interface KeptSession {
  /** Null for another link than the one it was opened with. */
  read(token: string): string | null
  keep(token: string, session: string): void
  forget(): void
}

const KEY = 'kaltura-join'
const KeptSchema = z.object({ token: z.string(), session: z.string() })

/** A browser may forbid storage: then a page that is loaded again needs a new link, and that is all. */
export function createKeptSession(storage: () => Storage): KeptSession {
  return {
    read(token) {
      try {
        const kept = KeptSchema.safeParse(JSON.parse(storage().getItem(KEY) ?? 'null'))
        return kept.success && kept.data.token === token ? kept.data.session : null
      } catch {
        return null
      }
    },
    keep(token, session) {
      attempt(() => storage().setItem(KEY, JSON.stringify({ token, session })))
    },
    forget() {
      attempt(() => storage().removeItem(KEY))
    },
  }
}

/** For a frame that is never loaded again. */
export const NOTHING_KEPT: KeptSession = { read: () => null, keep: () => undefined, forget: () => undefined }

function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // Said above.
  }
}
