import type { RoomClock } from '../platform/roomClock.ts'
import type { Secret } from '../platform/secret.ts'
import { mintSession, SESSION_TYPE } from './session.ts'

/** How long a session for reading the catalogue lasts, s. */
const ADMIN_SESSION_S = 3_600
/** It is replaced this long before it ends, s. */
const RENEW_BEFORE_S = 300

interface AdminSessionOptions {
  readonly partnerId: number
  readonly adminSecret: Secret
  readonly clock: RoomClock
}

/** A session that may list and read entries and nothing else, renewed shortly before it ends. */
export function createAdminSession({ partnerId, adminSecret, clock }: AdminSessionOptions): () => string {
  let held = { ks: '', expiresAtS: 0 }
  return () => {
    const nowS = Math.floor(clock.nowMs() / 1000)
    if (held.expiresAtS - RENEW_BEFORE_S > nowS) return held.ks
    const expiresAtS = nowS + ADMIN_SESSION_S
    const ks = mintSession(adminSecret, {
      partnerId,
      userId: 'kaltura-discord',
      type: SESSION_TYPE.admin,
      expiresAtS,
      privileges: { list: '*', disableentitlement: '' },
    })
    held = { ks, expiresAtS }
    return ks
  }
}
