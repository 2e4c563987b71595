import type { World } from '../world.ts'

/**
 * Who is at their computer: as long as a page that plays them listens. Two pages may play the same person
 * for a moment (a reload opens before it closes), so pages are counted.
 */
export interface Presence {
  arrive(names: readonly string[]): () => void
}

export function createPresence(world: World): Presence {
  const pages = new Map<string, number>()
  function leave(name: string): void {
    const left = (pages.get(name) ?? 0) - 1
    pages.set(name, left)
    if (left > 0) return
    pages.delete(name)
    world.leaveVoice(name)
    world.leaveActivity(name)
  }
  return {
    arrive(names) {
      for (const name of names) pages.set(name, (pages.get(name) ?? 0) + 1)
      return () => names.forEach(leave)
    },
  }
}
