import { ADMIN_SESSION, type Ks } from './ks.ts'

/** What Kaltura's permission tables tell apart, as far as they matter here. */
export type SessionKind = 'none' | 'widget' | 'user' | 'playback' | 'custom' | 'admin' | 'unknown role'

const PLAYBACK_ROLE = 'PLAYBACK_BASE_ROLE'
/** A role of the account's own: it may read the library, look after users and meetings, and nothing else. */
export const CUSTOM_ROLE_ID = '7204001'

export const sessionKindOf = (ks: Ks | undefined): SessionKind => {
  if (!ks) return 'none'
  const role = ks.privileges.get('setrole')
  if (role === PLAYBACK_ROLE) return 'playback'
  if (role === CUSTOM_ROLE_ID) return ks.type === ADMIN_SESSION ? 'custom' : 'unknown role'
  if (role !== undefined) return 'unknown role'
  if (ks.type === ADMIN_SESSION) return 'admin'
  return ks.privileges.has('widget') ? 'widget' : 'user'
}
