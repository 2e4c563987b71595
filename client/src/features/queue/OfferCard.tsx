import { History } from 'lucide-react'
import { useState } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { QueueModel } from './createQueueModel.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import styles from './OfferCard.module.css'
import { QueuePicture } from './QueuePicture.tsx'

/** What an earlier room of this place kept: one press brings it back, another one is rid of it. */
export function OfferCard({ queue }: { readonly queue: QueueModel }) {
  const messages = useQueueMessages()
  const format = useFormat()
  const { offer } = useStore(queue.view)
  const [busy, setBusy] = useState(false)
  const [stopping, setStopping] = useState(() => new AbortController())
  if (offer === null) return null
  const { video, items, positionS, keptAtMs } = offer
  const first = video ?? items[0]?.video
  if (!first) return null
  const rest = items.length - (video ? 0 : 1)
  const decide = (how: 'restore' | 'decline'): void => {
    const mine = new AbortController()
    setStopping(mine)
    // To decline it is done before anybody could stop it.
    setBusy(how === 'restore')
    void queue.decideOffer(how, mine.signal).then(() => setBusy(false))
  }
  return (
    <section className={styles['card']} aria-label={messages.offer}>
      <QueuePicture entryId={first.entryId} large />
      <div className={styles['text']}>
        <h2 className={styles['title']}>
          <History size={18} />
          {messages.offer}
        </h2>
        <p className={styles['what']}>
          {messages.offered(first.name, video ? format.clock(positionS) : null, rest)}
        </p>
        <p className={styles['when']}>{messages.keptAt(new Date(keptAtMs).toISOString())}</p>
      </div>
      <div className={styles['actions']}>
        <Button look="primary" disabled={busy} onClick={() => decide('restore')}>
          {busy ? messages.continuing : messages.continueOffer}
        </Button>
        <Button onClick={() => (busy ? stopping.abort() : decide('decline'))}>
          {busy ? messages.cancel : messages.notNow}
        </Button>
      </div>
    </section>
  )
}
