import type { RoomClock } from '../../platform/roomClock.ts'
import type { GuestStore, Visit, VisitEnd } from './guestStore.ts'

/** What of a guest's stay outlives a request. */
export interface Visits {
  begin(visit: Visit): Promise<void>
  /** Why it ended; null where it ended as all sign-ins do. */
  whyEnded(signInId: string): Promise<VisitEnd | null>
  endOfLink(linkId: string): Promise<void>
  endOfRoom(instanceId: string, because: VisitEnd): Promise<void>
  /** Of a server, or of all calls. `named`: of those alone who have given a name. */
  endOfGuild(guildId: string | null, named: boolean): Promise<void>
  /** Servers that have guests, null for calls, whether these are connected or not. */
  guilds(): Promise<readonly (string | null)[]>
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
    endOfGuild: (guildId, named) => end(guests.end({ guildId, named }, 'off')),
    guilds: () => guests.guildsAt(clock.nowMs()),
    endExpired: () => end(guests.endExpired(clock.nowMs())),
  }
}
