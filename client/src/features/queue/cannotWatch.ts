import type { RoomView } from '../../sync/roomView.ts'

/** Whom the account refuses a video. */
export interface Refused {
  readonly self: boolean
  /** The others, in the order they came. */
  readonly names: readonly string[]
}

export type CannotWatch = ReadonlyMap<string, Refused>

/** By entry id, as everybody's own page has found out. */
export function cannotWatchOf({ room, presence, memberId }: RoomView): CannotWatch {
  const found = new Map<string, Refused>()
  for (const { id, displayName } of room?.members ?? [])
    for (const entryId of presence[id]?.cannotWatch ?? []) {
      const { self, names } = found.get(entryId) ?? { self: false, names: [] }
      found.set(entryId, id === memberId ? { self: true, names } : { self, names: [...names, displayName] })
    }
  return found
}

/** Two of the same text say the same. */
export const textOfRefusals = (refusals: CannotWatch): string => JSON.stringify([...refusals])
