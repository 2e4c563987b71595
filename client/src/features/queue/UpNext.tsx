import { Play } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useCountdown } from '../../ui/useCountdown.ts'
import { useStore } from '../../ui/useStore.ts'
import { useControlView, useReasons } from '../control/ControlContext.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import { QueuePicture } from './QueuePicture.tsx'
import styles from './UpNext.module.css'
import type { UpNextProps } from './UpNextLayer.tsx'

/** Over the video that has ended: what comes by itself, how soon, and how anybody stops it. */
export function UpNext({ queue, onNext }: UpNextProps) {
  const messages = useQueueMessages()
  const { next, upNextAtMs } = useStore(queue.view)
  const seconds = useCountdown(upNextAtMs, queue.roomNowMs)
  const reasons = useReasons()
  const { offer } = useControlView()
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
        <Button ref={stop} look="overVideo" reason={reasons.queue} onClick={queue.stay}>
          {messages.stop}
        </Button>
        <Button
          look="primary"
          icon={<Play size={18} fill="currentColor" />}
          reason={offer === 'suggest' ? reasons.queue : undefined}
          onClick={onNext}
        >
          {messages.upNextNow}
        </Button>
      </div>
    </section>
  )
}
