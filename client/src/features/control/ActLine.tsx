import { Undo2 } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { Face } from '../../ui/Face.tsx'
import styles from './ActLine.module.css'
import type { Act } from './actOf.ts'
import { actText } from './actText.ts'
import { useControl, useControlView } from './ControlContext.ts'
import { useControlMessages } from './messages/useControlMessages.ts'

export interface ActLineProps {
  readonly act: Act
  /** In a panel instead of over the video. */
  readonly inPanel?: boolean
}

/** Who did what, and the way to take it back as long as there is one. */
export function ActLine({ act, inPanel = false }: ActLineProps) {
  const control = useControl()
  const { undoable, takeBackUntilMs } = useControlView()
  const messages = useControlMessages()
  const format = useFormat()
  const face = act.deed.kind === 'handed' ? act.deed.to : act.who
  const lent = act.deed.kind === 'handed' && !act.deed.toSelf && takeBackUntilMs !== null
  return (
    <div className={styles['line']} data-panel={inPanel || undefined}>
      {face === null ? null : <Face name={face.displayName} avatarUrl={face.avatarUrl} size={24} />}
      <span className={styles['text']}>{actText(act, messages, format)}</span>
      {undoable?.id === act.id ? (
        <button
          // Another act, another ten seconds.
          key={act.id}
          type="button"
          className={styles['undo']}
          aria-keyshortcuts="u"
          onClick={control.undo}
        >
          <Undo2 size={17} />
          <span>{messages.undo}</span>
          <LeftBar leftMs={undoable.untilMs - control.roomNowMs()} />
        </button>
      ) : null}
      {lent ? (
        <button type="button" className={styles['undo']} onClick={control.takeBack}>
          <Undo2 size={17} />
          <span>{messages.takeBack}</span>
        </button>
      ) : null}
    </div>
  )
}

/** How much time is left: a line that grows shorter. */
function LeftBar({ leftMs }: { readonly leftMs: number }) {
  const style: CSSProperties = { animationDuration: `${Math.max(0, Math.round(leftMs))}ms` }
  return <span className={styles['left']} style={style} />
}
