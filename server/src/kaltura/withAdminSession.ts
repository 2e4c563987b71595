import type { KalturaAnswer } from './client.ts'
import type { AdminPurpose, KalturaSessions } from './kalturaSessions.ts'

/** Asks with a session of the server's own. One that Kaltura no longer takes is renewed, once. */
export async function withAdminSession<T>(
  sessions: KalturaSessions,
  purpose: AdminPurpose,
  ask: (ks: string) => Promise<KalturaAnswer<T>>,
): Promise<KalturaAnswer<T>> {
  const session = await sessions.admin(purpose)
  if (!session.ok) return { kind: 'silence', failure: session }
  const answer = await ask(session.value.ks)
  if (answer.kind !== 'refusal' || answer.code !== 'INVALID_KS') return answer
  sessions.discardAdmin(purpose, session.value)
  const renewed = await sessions.admin(purpose)
  return renewed.ok ? ask(renewed.value.ks) : { kind: 'silence', failure: renewed }
}
