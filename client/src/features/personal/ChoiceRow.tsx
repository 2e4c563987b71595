import { useId } from 'react'
import { Switch } from '../../ui/Switch.tsx'
import styles from './MySettings.module.css'

export interface ChoiceRowProps {
  readonly label: string
  readonly description: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** On or off, with what that means. */
export function ChoiceRow({ label, description, checked, onChange }: ChoiceRowProps) {
  const id = useId()
  return (
    <label className={styles['row']}>
      <span className={styles['words']}>
        {label}
        <span id={id} className={styles['hint']}>
          {description}
        </span>
      </span>
      <Switch
        aria-label={label}
        aria-describedby={id}
        checked={checked}
        onChange={event => onChange(event.currentTarget.checked)}
      />
    </label>
  )
}
