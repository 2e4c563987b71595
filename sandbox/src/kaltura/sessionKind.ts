import { ADMIN_SESSION, type Ks } from './ks.ts'

/** What Kaltura's permission tables tell apart, as far as they matter here. */
export type SessionKind = 'none' | 'widget' | 'user' | 'playback' | 'admin' | 'unknown role'

const PLAYBACK_ROLE = 'PLAYBACK_BASE_ROLE'

export const sessionKindOf = (ks: Ks | undefined): SessionKind => {
  if (!ks) return 'none'
  const role = ks.privileges.get('setrole')
  if (role !== undefined) return role === PLAYBACK_ROLE ? 'playback' : 'unknown role'
  if (ks.type === ADMIN_SESSION) return 'admin'
  return ks.privileges.has('widget') ? 'widget' : 'user'
}
