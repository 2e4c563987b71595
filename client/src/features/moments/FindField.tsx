import { CAPTION_QUERY_MAX_CHARS } from '@kaltura-discord/shared/protocol/http/moments.ts'
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { MomentsDoor } from './createMomentsDoor.ts'
import styles from './FindField.module.css'
import { useMomentMessages } from './messages/useMomentMessages.ts'

export interface FindFieldProps {
  readonly door: MomentsDoor
  readonly busy: boolean
  /** From the field to what has been found. */
  readonly onDown: () => void
}

export function FindField({ door, busy, onDown }: FindFieldProps) {
  const messages = useMomentMessages()
  const input = useRef<HTMLInputElement>(null)
  const value = useStore(door.query)
  const asked = useStore(door.asked)
  useEffect(() => {
    if (!asked) return
    input.current?.focus()
    input.current?.select()
    door.asked.set(false)
  }, [asked, door])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && value === '') input.current?.blur()
    else if (event.key === 'Escape') door.query.set('')
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onDown()
    else return
    event.preventDefault()
  }
  const clear = (): void => {
    door.query.set('')
    input.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element search is younger than the oldest phones
    <div className={styles['field']} role="search">
      {busy ? <Spinner size="small" /> : <Search size={18} aria-hidden="true" />}
      <input
        ref={input}
        className={styles['input']}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={CAPTION_QUERY_MAX_CHARS}
        value={value}
        placeholder={messages.search}
        aria-label={messages.search}
        aria-keyshortcuts="/"
        onChange={event => door.query.set(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' ? (
        <span className={styles['key']} aria-hidden="true">
          /
        </span>
      ) : (
        <IconButton label={messages.clear} icon={<X size={18} />} tip="belowEnd" onClick={clear} />
      )}
    </div>
  )
}
