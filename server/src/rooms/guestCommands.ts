import type { MemberCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { Identity } from '../platform/accessTokens.ts'

/** What a command would bring in from the library; null for what brings in nothing. */
function entriesOf(command: MemberCommand): readonly string[] | null {
  switch (command.type) {
    case 'video.watch':
      return [command.entryId]
    case 'queue.add':
    case 'queue.suggest':
      return command.entryIds
    case 'vote.start':
      return command.what.kind === 'choose' ? [command.what.entryId] : null
    default:
      return null
  }
}

/** What was kept here is for those who see the library: it is decided once, and most of it isn't of this room yet. */
const OF_WHAT_WAS_KEPT: readonly MemberCommand['type'][] = ['queue.restore', 'queue.declineOffer']

/** Guests see what is on and what waits; with Discord's word that they are of the server, the library as well. */
export const seesLibrary = ({ surface, scopes }: Pick<Identity, 'surface' | 'scopes'>): boolean =>
  surface !== 'guest' || scopes.includes('videos:read')

/**
 * Guests who may not read the library bring nothing in from it, by whichever id: they choose among what is on and what
 * waits. Everything else they do as members do.
 */
export const createMayAsk =
  (isShownIn: (instanceId: string, entryId: string) => Promise<boolean>) =>
  async (
    identity: Pick<Identity, 'surface' | 'scopes' | 'instanceId'>,
    command: MemberCommand,
  ): Promise<boolean> => {
    const { instanceId } = identity
    if (seesLibrary(identity)) return true
    if (OF_WHAT_WAS_KEPT.includes(command.type)) return false
    const entries = entriesOf(command)
    if (entries === null) return true
    for (const entryId of entries)
      if (instanceId === null || !(await isShownIn(instanceId, entryId))) return false
    return true
  }
