import { Search, X } from 'lucide-react'
import type { KeyboardEvent, RefObject } from 'react'
import { IconButton } from './IconButton.tsx'
import styles from './SearchField.module.css'
import { Spinner } from './Spinner.tsx'

export interface SearchFieldProps {
  /** Its name, and what stands in it while it is empty. */
  readonly label: string
  readonly clearLabel: string
  /** Its element: `/` puts the focus here. */
  readonly input: RefObject<HTMLInputElement | null>
  readonly id?: string
  readonly maxLength: number
  readonly value: string
  readonly busy: boolean
  readonly onChange: (value: string) => void
  /** From the field to what has been found, by arrow down or Enter. */
  readonly onDown?: () => void
}

/** A field for search: Escape empties it, and then leaves it. */
export function SearchField(props: SearchFieldProps) {
  const { label, clearLabel, input, id, maxLength, value, busy, onChange, onDown } = props
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && value === '') input.current?.blur()
    else if (event.key === 'Escape') onChange('')
    else if (onDown !== undefined && (event.key === 'ArrowDown' || event.key === 'Enter')) onDown()
    else return
    event.preventDefault()
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
        id={id}
        className={styles['input']}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={value}
        placeholder={label}
        aria-label={label}
        aria-keyshortcuts="/"
        onChange={event => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {value === '' ? (
        <span className={styles['key']} aria-hidden="true">
          /
        </span>
      ) : (
        <IconButton label={clearLabel} icon={<X size={18} />} tip="belowEnd" onClick={clear} />
      )}
    </div>
  )
}
