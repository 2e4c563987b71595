import { createHash } from 'node:crypto'
import { type KalturaException, kalturaException } from './kalturaException.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import { ADMIN_SESSION, decodeKs, encodeKs, type Ks, type KsContents } from './ks.ts'

/** Kaltura's own numbers for what is wrong with a KS. */
const KS_FAULTS = {
  INVALID_STR: -1,
  INVALID_PARTNER: -2,
  EXPIRED: -5,
  LOGOUT: -6,
  EXCEEDED_ACTIONS_LIMIT: -8,
  EXCEEDED_RESTRICTED_URI: -10,
} as const

type KsFault = keyof typeof KS_FAULTS

type OpenedKs = { readonly ks: Ks } | { readonly fault: KsFault }

/** Sessions that were started, ended or used up, while the sandbox runs. */
export interface Sessions {
  /** Signature, partner, expiry, logout and `urirestrict`. */
  readonly open: (raw: string, path: string) => OpenedKs
  /** Counts one API call against the session's `actionslimit`. */
  readonly spendAction: (ks: Ks) => KalturaException | undefined
  readonly start: (contents: Omit<KsContents, 'partnerId'>) => Ks
  readonly end: (ks: Ks) => void
}

export const invalidKs = (raw: string, fault: KsFault): KalturaException =>
  kalturaException('INVALID_KS', { KSID: raw, ERR_CODE: `${KS_FAULTS[fault]}`, ERR_DESC: fault })

/** A `urirestrict` value: alternatives between bars, a star at the end for any rest. */
const isPathAllowed = (restriction: string, path: string): boolean =>
  restriction
    .split('|')
    .some(rule => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule))

const fingerprint = (raw: string): string => createHash('sha1').update(raw).digest('hex')

export const createSessions = ({
  partnerId,
  adminSecret,
  now,
}: Pick<KalturaOptions, 'partnerId' | 'adminSecret' | 'now'>): Sessions => {
  const ended = new Set<string>()
  const actionsSpent = new Map<string, number>()
  /** Ending one session of a `sessionid` ends them all. */
  const endingKeys = (ks: Ks): readonly string[] => {
    const group = ks.privileges.get('sessionid')
    return group ? [fingerprint(ks.raw), `group ${group}`] : [fingerprint(ks.raw)]
  }
  const faultOf = (ks: Ks, path: string): KsFault | undefined => {
    const restriction = ks.privileges.get('urirestrict')
    if (ks.partnerId !== partnerId) return 'INVALID_PARTNER'
    if (ks.expiresAtS * 1000 <= now()) return 'EXPIRED'
    if (endingKeys(ks).some(key => ended.has(key))) return 'LOGOUT'
    return restriction && !isPathAllowed(restriction, path) ? 'EXCEEDED_RESTRICTED_URI' : undefined
  }
  const open = (raw: string, path: string): OpenedKs => {
    const ks = decodeKs(raw, adminSecret)
    const fault = ks ? faultOf(ks, path) : 'INVALID_STR'
    return ks && !fault ? { ks } : { fault: fault ?? 'INVALID_STR' }
  }
  const spendAction = (ks: Ks): KalturaException | undefined => {
    const limit = ks.privileges.get('actionslimit')
    if (limit === undefined) return undefined
    if (!(Number(limit) > 0)) return kalturaException('INVALID_ACTIONS_LIMIT')
    const spent = (actionsSpent.get(fingerprint(ks.raw)) ?? 0) + 1
    actionsSpent.set(fingerprint(ks.raw), spent)
    return spent > Number(limit) ? invalidKs(ks.raw, 'EXCEEDED_ACTIONS_LIMIT') : undefined
  }
  const start = (contents: Omit<KsContents, 'partnerId'>): Ks => {
    const ks = decodeKs(encodeKs({ ...contents, partnerId }, adminSecret), adminSecret)
    if (!ks) throw new Error('a KS just encoded must decode')
    return ks
  }
  const end = (ks: Ks): void => {
    for (const key of endingKeys(ks)) ended.add(key)
  }
  return { open, spendAction, start, end }
}

const grants = (ks: Ks, privilege: string, value: string): boolean =>
  ks.privileges.get('all') === '*' ||
  (ks.privileges.get(privilege) ?? '').split('/').some(granted => granted === '*' || granted === value)

/** An ADMIN session, or the `sview` privilege for this entry or for all. */
export const mayView = (ks: Ks | undefined, entryId: string): boolean =>
  ks !== undefined && (ks.type === ADMIN_SESSION || grants(ks, 'sview', entryId))

/** Without this, lists show a session only the entries of its own user. */
export const mayList = (ks: Ks | undefined): boolean =>
  ks !== undefined && (ks.type === ADMIN_SESSION || grants(ks, 'list', '*'))
