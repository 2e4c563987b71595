import { X } from 'lucide-react'
import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from 'react'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'

export interface DialogProps {
  readonly title: string
  readonly closeLabel: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Stands above the title, edge to edge. */
  readonly picture?: ReactNode
  /** For what needs room: it scrolls by itself, and fills a phone. */
  readonly wide?: boolean
  /** On a phone it comes from below, within reach of a thumb. */
  readonly sheet?: boolean
}

/**
 * The browser's own modal dialog: it gives focus back, Escape closes only the topmost one, and Tab still reaches
 * what lies around the Activity.
 */
export function Dialog({ title, closeLabel, onClose, children, picture, wide, sheet }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // Closed while it still stands in the page: one that has been taken out gives no focus back.
  useLayoutEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  const onCancel = (event: SyntheticEvent): void => {
    event.preventDefault()
    onClose()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape
    <dialog
      ref={element}
      className={styles['dialog']}
      data-wide={wide}
      data-sheet={sheet}
      aria-labelledby={titleId}
      onCancel={onCancel}
      onClick={event => event.target === element.current && onClose()}
    >
      <div className={styles['body']}>
        {picture}
        <div className={styles['close']}>
          <IconButton label={closeLabel} icon={<X size={20} />} tip="belowEnd" onClick={onClose} />
        </div>
        <div className={styles['content']}>
          <h2 id={titleId} className={styles['title']}>
            {title}
          </h2>
          {children}
        </div>
      </div>
    </dialog>
  )
}
