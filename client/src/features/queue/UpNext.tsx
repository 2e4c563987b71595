import { Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../ui/useStore.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import { QueuePicture } from './QueuePicture.tsx'
import styles from './UpNext.module.css'
import type { UpNextProps } from './UpNextLayer.tsx'

/** Over the video that has ended: what comes by itself, how soon, and how anybody stops it. */
export function UpNext({ queue, onNext }: UpNextProps) {
  const messages = useQueueMessages()
  const { next, upNextAtMs } = useStore(queue.view)
  const seconds = useCountdown(upNextAtMs, queue.roomNowMs)
  const stop = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // So that a key can stop it in time; whoever is at something else is left there.
    if (document.activeElement === document.body) stop.current?.focus()
  }, [])
  if (next === null || upNextAtMs === null) return null
  return (
    // Said once, where the stage says what it is at; the seconds would chatter.
    <section className={styles['card']} aria-label={next.name}>
      <QueuePicture entryId={next.entryId} large />
      <div className={styles['text']}>
        <p className={styles['when']}>{messages.upNextIn(seconds)}</p>
        <h2 className={styles['name']}>{next.name}</h2>
      </div>
      <div className={styles['actions']}>
        <Button ref={stop} look="overVideo" onClick={queue.stay}>
          {messages.stop}
        </Button>
        <Button look="primary" icon={<Play size={18} fill="currentColor" />} onClick={onNext}>
          {messages.upNextNow}
        </Button>
      </div>
    </section>
  )
}

/** Whole seconds that are left; a new rendering with each, and none in between. */
function useCountdown(atMs: number | null, nowMs: () => number): number {
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
