import type { RoomClock } from '../../platform/roomClock.ts'
import type { GuestStore, Visit, VisitEnd } from './guestStore.ts'

/** What of a guest's stay outlives a request. */
export interface Visits {
  begin(visit: Visit): Promise<void>
  /** Why it ended; null where it ended as all sign-ins do. */
  whyEnded(signInId: string): Promise<VisitEnd | null>
  endOfLink(linkId: string): Promise<void>
  endOfRoom(instanceId: string, because: VisitEnd): Promise<void>
  endExpired(): Promise<void>
}

interface VisitsOptions {
  readonly guests: GuestStore
  readonly signIns: { end(signInId: string): Promise<void> }
  readonly clock: RoomClock
}

export function createVisits({ guests, signIns, clock }: VisitsOptions): Visits {
  /** The reason stands there before: whoever is shown out asks for it. */
  async function end(ended: Promise<string[]>): Promise<void> {
    for (const signInId of await ended) await signIns.end(signInId)
  }

  return {
    begin: visit => guests.add(visit),
    whyEnded: signInId => guests.endOf(signInId),
    endOfLink: linkId => end(guests.end({ linkId }, 'revoked')),
    endOfRoom: (instanceId, because) => end(guests.end({ instanceId }, because)),
    endExpired: () => end(guests.endExpired(clock.nowMs())),
  }
}
