import { ListEnd, ListStart, X } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import type { QueueModel, QueueView } from '../queue/createQueueModel.ts'
import { useControlView } from './ControlContext.ts'
import { useControlMessages } from './messages/useControlMessages.ts'
import styles from './Suggestions.module.css'

export interface SuggestionsProps {
  readonly queue: QueueModel
  readonly view: QueueView
}

/** What those would like to see who may not add it themselves. */
export function Suggestions({ queue, view }: SuggestionsProps) {
  const messages = useControlMessages()
  const { control: words } = useMessages()
  const { hindered, selfId } = useControlView()
  if (view.suggestions.length === 0) return null
  return (
    <section className={styles['section']} aria-label={messages.suggestions}>
      <h2 className={styles['title']}>{words.suggestions(view.suggestions.length)}</h2>
      <ul className={styles['list']}>
        {view.suggestions.map(({ id, video, by, byName }) => (
          <li key={id} className={styles['row']}>
            <span className={styles['what']}>
              <span className={styles['name']} title={video.name}>
                {video.name}
              </span>
              <span className={styles['by']}>{messages.suggestedBy(byName)}</span>
            </span>
            {hindered.queue === null ? (
              <>
                <IconButton
                  label={messages.acceptNext(video.name)}
                  icon={<ListStart size={19} />}
                  tip="none"
                  onClick={() => queue.accept(id, 'next')}
                />
                <IconButton
                  label={messages.acceptLast(video.name)}
                  icon={<ListEnd size={19} />}
                  tip="none"
                  onClick={() => queue.accept(id, 'last')}
                />
              </>
            ) : null}
            {hindered.queue === null || by === selfId ? (
              <IconButton
                label={by === selfId ? messages.takeAway(video.name) : messages.dismiss(video.name)}
                icon={<X size={19} />}
                tip="none"
                onClick={() => queue.dismiss(id)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
