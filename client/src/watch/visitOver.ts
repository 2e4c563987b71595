/** Why a guest's stay is over. `gone`: nothing of it is known here any more. */
export type VisitOver = 'revoked' | 'expired' | 'alone' | 'off' | 'gone'

/** What the server says when it shows somebody out, as far as that is for guests. */
export const visitOverOf = (closing: string | null): VisitOver | null => OVER[closing ?? ''] ?? null

const OVER: Readonly<Partial<Record<string, VisitOver>>> = {
  visitRevoked: 'revoked',
  visitExpired: 'expired',
  visitAlone: 'alone',
  visitOff: 'off',
  removed: 'gone',
}
