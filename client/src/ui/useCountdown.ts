import { useEffect, useState } from 'react'

/** Whole seconds that are left until then, room time; a new rendering with each, and none in between. */
export function useCountdown(atMs: number | null, nowMs: () => number): number {
  const leftMs = (): number => Math.max(0, (atMs ?? 0) - nowMs())
  const [, setTurn] = useState(0)
  const seconds = Math.ceil(leftMs() / 1000)
  useEffect(() => {
    if (seconds <= 0) return
    const timer = setTimeout(() => setTurn(turn => turn + 1), Math.max(20, leftMs() - (seconds - 1) * 1000))
    return () => clearTimeout(timer)
  })
  return seconds
}
