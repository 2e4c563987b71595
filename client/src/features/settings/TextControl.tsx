import type { KeyboardEvent } from 'react'
import styles from './SettingField.module.css'
import type { ControlProps } from './SettingField.tsx'
import { useSettings } from './SettingsContext.ts'
import { PLACEHOLDERS } from './settingWords.ts'

const LINES = 3

/** A text, with how long it is and may be. What doesn't fit isn't cut off: it is said, and can be shortened. */
export function TextControl({ row, value, describedBy, disabled, onEdit, onSave }: ControlProps) {
  const { view, messages, words } = useSettings()
  const text = typeof value === 'string' ? value : ''
  const { maxLength } = row
  const isTooLong = maxLength !== null && text.length > maxLength
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    // In a text of several lines Enter is one of its characters.
    if (row.kind === 'template' && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    if (view.drafts.has(row.key)) onSave(text)
  }
  const common = {
    'data-control': true,
    className: styles['text'],
    'aria-label': words.name(row.key),
    'aria-describedby': describedBy,
    'aria-invalid': isTooLong || view.problems.has(row.key),
    value: text,
    readOnly: disabled,
    autoComplete: 'off',
    onKeyDown,
  }
  return (
    <>
      {row.kind === 'template' ? (
        <textarea {...common} dir="auto" rows={LINES} onChange={event => onEdit(event.currentTarget.value)} />
      ) : (
        <input {...common} dir="auto" onChange={event => onEdit(event.currentTarget.value)} />
      )}
      <p className={styles['length']} data-over={isTooLong || undefined}>
        {row.kind === 'template' ? <span>{messages.placeholders(PLACEHOLDERS)}</span> : null}
        {maxLength === null ? null : <span>{messages.length(text.length, maxLength)}</span>}
      </p>
    </>
  )
}
