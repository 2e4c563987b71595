import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import styles from './SearchField.module.css'

export const SEARCH_FIELD_ID = 'library-search'

export interface SearchFieldProps {
  readonly value: string
  readonly busy: boolean
  readonly onChange: (value: string) => void
}

export function SearchField({ value, busy, onChange }: SearchFieldProps) {
  const { library } = useMessages()
  const input = useRef<HTMLInputElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    if (value === '') input.current?.blur()
    else onChange('')
  }
  const clear = (): void => {
    onChange('')
    input.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element search is younger than the oldest phones
    <div className={styles['field']} role="search">
      {busy ? <Spinner size="small" /> : <Search size={18} aria-hidden="true" />}
      <input
        ref={input}
        id={SEARCH_FIELD_ID}
        className={styles['input']}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={value}
        placeholder={library.search}
        aria-label={library.search}
        aria-keyshortcuts="/"
        onChange={event => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' ? (
        <span className={styles['key']} aria-hidden="true">
          /
        </span>
      ) : (
        <IconButton label={library.clearSearch} icon={<X size={18} />} tip="belowEnd" onClick={clear} />
      )}
    </div>
  )
}
