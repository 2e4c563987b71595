import { ListVideo, Repeat, Repeat1, Shuffle, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { PanelMessage } from '../../ui/PanelMessage.tsx'
import { useStore } from '../../ui/useStore.ts'
import { ActLine } from '../control/ActLine.tsx'
import { isOfQueue } from '../control/actOf.ts'
import { useControl, useReasons } from '../control/ControlContext.ts'
import { Suggestions } from '../control/Suggestions.tsx'
import { ClearDialog } from './ClearDialog.tsx'
import type { QueueModel, QueueView } from './createQueueModel.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import { PasteField } from './PasteField.tsx'
import { QueueList } from './QueueList.tsx'
import styles from './QueuePanel.module.css'

export interface QueuePanelProps {
  readonly queue: QueueModel
  /** The library isn't for this viewer, and so neither is adding from it. */
  readonly closed: boolean
  /** The way to the library; null where people are in it. */
  readonly onBrowse: (() => void) | null
}

export function QueuePanel({ queue, closed, onBrowse }: QueuePanelProps) {
  const messages = useQueueMessages()
  const view = useStore(queue.view)
  const act = useStore(useControl().act)
  const ofQueue = act !== null && isOfQueue(act) ? act : null
  const [said, setSaid] = useState('')
  return (
    <div className={styles['panel']}>
      {view.items.length === 0 ? (
        <PanelMessage
          icon={<ListVideo size={32} />}
          title={messages.empty}
          text={closed ? messages.emptyForGuest : messages.emptyText}
        >
          {onBrowse && !closed ? <Button onClick={onBrowse}>{messages.browse}</Button> : null}
        </PanelMessage>
      ) : (
        <>
          <Tools queue={queue} view={view} />
          <QueueList queue={queue} view={view} onSay={setSaid} />
        </>
      )}
      <Suggestions queue={queue} view={view} />
      {closed && ofQueue === null ? null : (
        <footer className={styles['footer']}>
          {ofQueue === null ? null : <ActLine act={ofQueue} inPanel />}
          {closed ? null : <PasteField queue={queue} onSay={setSaid} />}
        </footer>
      )}
      <p className="visuallyHidden" role="status">
        {said}
      </p>
    </div>
  )
}

/** What concerns all of them. */
function Tools({ queue, view }: { readonly queue: QueueModel; readonly view: QueueView }) {
  const messages = useQueueMessages()
  const format = useFormat()
  const { queue: reason } = useReasons()
  // A reason is longer than a name, and would reach over the edge.
  const tip = reason === undefined ? 'below' : 'belowEnd'
  const [clearing, setClearing] = useState(false)
  const { items, repeat } = view
  const lengthS = items.reduce((sum, { video }) => sum + (video.durationS ?? 0), 0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a form's meaning
    <div className={styles['tools']} role="group" aria-label={messages.tools}>
      <p className={styles['summary']}>
        {messages.summary(items.length, lengthS === 0 ? null : format.clock(lengthS))}
      </p>
      <IconButton
        label={messages.shuffle}
        icon={<Shuffle size={19} />}
        tip={tip}
        disabled={items.length < 2}
        reason={reason}
        onClick={queue.shuffle}
      />
      <MenuButton
        label={messages.repeat}
        icon={repeat === 'one' ? <Repeat1 size={19} /> : <Repeat size={19} />}
        tip={tip}
        placement="bottom end"
        active={repeat !== 'off'}
        reason={reason}
        onReason={queue.ask}
        choices={REPEATS.map(id => ({ id, label: messages.repeats[id] }))}
        selected={repeat}
        onChoose={id => queue.setRepeat(REPEATS.find(each => each === id) ?? 'off')}
      />
      <IconButton
        label={messages.clear}
        icon={<Trash2 size={19} />}
        tip="belowEnd"
        reason={reason}
        onClick={() => queue.ask() && setClearing(true)}
      />
      {clearing ? (
        <ClearDialog count={items.length} onClear={queue.clear} onClose={() => setClearing(false)} />
      ) : null}
    </div>
  )
}

const REPEATS = ['off', 'one', 'all'] as const
