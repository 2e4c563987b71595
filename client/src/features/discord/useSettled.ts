import { useEffect, useState } from 'react'
import type { RoomModel } from '../room/createRoomModel.ts'

/** Where no video is on its way, there is this much time for the library, ms. */
const LIBRARY_FIRST_MS = 5_000

/** Whether what people came for is on the screen: everything that can wait does until then. */
export function useSettled({ view }: RoomModel): boolean {
  const [settled, setSettled] = useState(() => isUp(view.get().player.phase))
  useEffect(() => {
    if (settled) return
    const settle = (): void => setSettled(true)
    const timer = setInterval(() => view.get().video === null && settle(), LIBRARY_FIRST_MS)
    const stop = view.subscribe(() => isUp(view.get().player.phase) && settle())
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [settled, view])
  return settled
}

const isUp = (phase: string): boolean => phase === 'ready' || phase === 'failed'
