import type { QueueItem } from '@kaltura-discord/shared/room/roomState.ts'
import { Ban, Ellipsis, GripVertical } from 'lucide-react'
import { type CSSProperties, memo, type PointerEvent } from 'react'
import { useFormat, useMessages } from '../../messages/TextContext.ts'
import type { Choice } from '../../ui/ChoiceMenu.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { useReasons } from '../control/ControlContext.ts'
import type { Refused } from './cannotWatch.ts'
import { useQueueMessages } from './messages/useQueueMessages.ts'
import { QueuePicture } from './QueuePicture.tsx'
import styles from './QueueRow.module.css'

/** The parts of a row that take the focus. */
export type RowPart = 'handle' | 'menu'

export interface QueueRowProps {
  readonly item: QueueItem
  readonly index: number
  readonly count: number
  /** Whether Tab stops here. */
  readonly reachable: boolean
  /** Whom the account refuses it; undefined where that is nobody. */
  readonly refused: Refused | undefined
  readonly carried: boolean
  /** How far it is out of its place, px. */
  readonly offsetPx: number
  readonly hintId: string
  readonly actions: RowActions
}

export interface RowActions {
  readonly onFocus: (itemId: string) => void
  readonly onGrip: (itemId: string, event: PointerEvent<HTMLButtonElement>) => void
  readonly onFollow: (event: PointerEvent) => void
  readonly onRelease: () => void
  readonly onCancel: () => void
  /** Enter, Space, or what a screen reader presses. */
  readonly onPress: (itemId: string) => void
  readonly onChoose: (itemId: string, action: string) => void
  /** Pressed where it can't be used now. */
  readonly onHindered: () => void
}

export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { item, index, reachable, refused, carried, offsetPx, hintId, actions } = props
  const messages = useQueueMessages()
  const { queue: words } = useMessages()
  const format = useFormat()
  const { video } = item
  const { queue: reason } = useReasons()
  const tabIndex = reachable ? 0 : -1
  const style: CSSProperties = offsetPx === 0 ? {} : { transform: `translateY(${offsetPx}px)` }
  return (
    <li
      className={styles['row']}
      data-item={item.id}
      data-carried={carried || undefined}
      data-refused={refused !== undefined || undefined}
      style={style}
      onFocus={() => actions.onFocus(item.id)}
    >
      <button
        type="button"
        className={styles['handle']}
        data-part={'handle' satisfies RowPart}
        aria-label={messages.move(video.name)}
        aria-describedby={hintId}
        aria-pressed={carried}
        aria-disabled={reason !== undefined || undefined}
        aria-description={reason}
        title={reason}
        tabIndex={tabIndex}
        onPointerDown={event => actions.onGrip(item.id, event)}
        onPointerMove={actions.onFollow}
        onPointerUp={actions.onRelease}
        onPointerCancel={actions.onCancel}
        // The pointer has its own way; this is Enter and Space.
        onClick={event => event.detail === 0 && actions.onPress(item.id)}
      >
        <GripVertical size={18} />
      </button>
      <QueuePicture entryId={video.entryId} />
      <span className={styles['what']}>
        <span className={styles['name']} title={video.name}>
          {video.name}
        </span>
        {refused ? (
          <span className={styles['refused']}>
            <Ban size={13} aria-hidden="true" /> {words.cannotWatch(refused.self, refused.names)}
          </span>
        ) : null}
        <span className={refused ? 'visuallyHidden' : styles['facts']}>
          {video.durationS === null ? messages.live : format.clock(video.durationS)}
          {item.byName === '' ? null : (
            <>
              <span aria-hidden="true"> · {item.byName}</span>
              <span className="visuallyHidden">, {messages.by(item.byName)}</span>
            </>
          )}
        </span>
      </span>
      <MenuButton
        label={messages.more(video.name)}
        icon={<Ellipsis size={20} />}
        tip="none"
        placement="bottom end"
        choices={choicesFor(index, props.count, messages)}
        data-part={'menu' satisfies RowPart}
        tabIndex={tabIndex}
        reason={reason}
        onReason={actions.onHindered}
        onChoose={action => actions.onChoose(item.id, action)}
      />
    </li>
  )
})

function choicesFor(
  index: number,
  count: number,
  messages: ReturnType<typeof useQueueMessages>,
): readonly Choice[] {
  const choice = (id: 'playNow' | 'playNext' | 'moveUp' | 'moveDown' | 'moveToEnd' | 'remove'): Choice => ({
    id,
    label: messages[id],
  })
  return [
    choice('playNow'),
    ...(index > 0 ? [choice('playNext'), choice('moveUp')] : []),
    ...(index < count - 1 ? [choice('moveDown'), choice('moveToEnd')] : []),
    choice('remove'),
  ]
}
