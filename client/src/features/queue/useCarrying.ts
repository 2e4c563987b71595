import type { QueueItem } from '@kaltura-discord/shared/room/roomState.ts'
import { type RefObject, useEffect, useRef, useState } from 'react'

/** Carried this near to the list's edge, px, the list goes on by itself, so many px with each frame. */
const EDGE_PX = 36
const SCROLL_PX = 8

export type CarriedBy = 'pointer' | 'keys'

interface Carried {
  readonly id: string
  /** Where it would stand now. */
  readonly to: number
  readonly by: CarriedBy
  /** How far the pointer has taken it, px. */
  readonly offsetPx: number
}

export interface CarryingOptions {
  readonly list: RefObject<HTMLElement | null>
  readonly items: readonly QueueItem[]
  /** To stand before that one; null is the end. */
  readonly onDrop: (item: QueueItem, place: { readonly to: number; readonly beforeId: string | null }) => void
  readonly onCancel: (item: QueueItem) => void
}

export interface Carrying {
  readonly id: string | null
  readonly by: CarriedBy | null
  pick(id: string, by: CarriedBy, clientY?: number): void
  /** Takes what is carried to where the pointer is. */
  follow(clientY: number): void
  /** By keys; says where it would stand now. */
  step(id: string, by: number): number
  drop(): void
  cancel(): void
  /** How far a row is out of its place, px. */
  offsetPx(index: number): number
}

interface Grip {
  readonly startY: number
  readonly startScroll: number
  clientY: number
}

/**
 * One video on its way to another place of the queue. The list itself stays as it is until it is dropped: rows only
 * step aside, so that a pointer's capture and the focus hold, and one command says it all.
 */
export function useCarrying({ list, items, onDrop, onCancel }: CarryingOptions): Carrying {
  const [state, setState] = useState<Carried | null>(null)
  // Keys and pointers come faster than renderings: what they act on is here.
  const now = useRef<Carried | null>(null)
  const grip = useRef<Grip | null>(null)
  const frame = useRef(0)
  const put = (next: Carried | null): void => {
    now.current = next
    setState(next)
  }
  const from = state === null ? -1 : items.findIndex(({ id }) => id === state.id)
  const rowPx = (): number => list.current?.firstElementChild?.getBoundingClientRect().height ?? 1
  const clamp = (index: number): number => Math.min(Math.max(0, index), items.length - 1)

  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  const follow = (clientY: number): void => {
    const [carried, held, box] = [now.current, grip.current, list.current]
    if (carried === null || held === null || box === null) return
    held.clientY = clientY
    const start = items.findIndex(({ id }) => id === carried.id)
    const offsetPx = clientY - held.startY + box.scrollTop - held.startScroll
    const [lowest, highest] = [-start * rowPx(), (items.length - 1 - start) * rowPx()]
    put({
      ...carried,
      to: clamp(start + Math.round(offsetPx / rowPx())),
      offsetPx: Math.min(Math.max(lowest, offsetPx), highest),
    })
  }
  const scrollAtEdge = (): void => {
    const [held, box] = [grip.current, list.current]
    if (held === null || box === null) return
    const { top, bottom } = box.getBoundingClientRect()
    const before = box.scrollTop
    if (held.clientY < top + EDGE_PX) box.scrollTop -= SCROLL_PX
    else if (held.clientY > bottom - EDGE_PX) box.scrollTop += SCROLL_PX
    if (box.scrollTop !== before) follow(held.clientY)
    frame.current = requestAnimationFrame(scrollAtEdge)
  }
  const letGo = (): Carried | null => {
    const carried = now.current
    cancelAnimationFrame(frame.current)
    grip.current = null
    put(null)
    return carried
  }

  return {
    id: from < 0 ? null : (state?.id ?? null),
    by: from < 0 ? null : (state?.by ?? null),
    pick(id, by, clientY = 0) {
      put({ id, by, to: items.findIndex(each => each.id === id), offsetPx: 0 })
      if (by === 'keys') return
      grip.current = { startY: clientY, startScroll: list.current?.scrollTop ?? 0, clientY }
      frame.current = requestAnimationFrame(scrollAtEdge)
    },
    follow,
    step(id, by) {
      const at = now.current?.id === id ? now.current.to : items.findIndex(each => each.id === id)
      const to = clamp(at + by)
      put({ id, by: 'keys', to, offsetPx: 0 })
      return to
    },
    drop() {
      const carried = letGo()
      const item = items.find(({ id }) => id === carried?.id)
      if (!carried || !item) return
      const rest = items.filter(each => each !== item)
      onDrop(item, { to: carried.to, beforeId: rest[carried.to]?.id ?? null })
    },
    cancel() {
      const carried = letGo()
      const item = items.find(({ id }) => id === carried?.id)
      if (item) onCancel(item)
    },
    offsetPx(index) {
      if (state === null || from < 0) return 0
      if (index === from) return state.by === 'pointer' ? state.offsetPx : (state.to - from) * rowPx()
      if (from < index && index <= state.to) return -rowPx()
      return state.to <= index && index < from ? rowPx() : 0
    },
  }
}
