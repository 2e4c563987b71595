import styles from './SettingField.module.css'
import type { ControlProps } from './SettingField.tsx'
import { useSettings } from './SettingsContext.ts'

/** On or off, saved at once: taking it back is one press. */
export function SwitchControl({ row, value, describedBy, disabled, onSave }: ControlProps) {
  const { words } = useSettings()
  return (
    <input
      type="checkbox"
      // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says itself whether it is checked
      role="switch"
      data-control
      className={styles['switch']}
      aria-label={words.name(row.key)}
      aria-describedby={describedBy}
      checked={value === true}
      disabled={disabled}
      onChange={event => onSave(event.currentTarget.checked)}
    />
  )
}
