import { Switch } from '../../ui/Switch.tsx'
import type { ControlProps } from './SettingField.tsx'
import { useSettings } from './SettingsContext.ts'

/** On or off, saved at once: taking it back is one press. */
export function SwitchControl({ row, value, describedBy, disabled, onSave }: ControlProps) {
  const { words } = useSettings()
  return (
    <Switch
      data-control
      aria-label={words.name(row.key)}
      aria-describedby={describedBy}
      checked={value === true}
      disabled={disabled}
      onChange={event => onSave(event.currentTarget.checked)}
    />
  )
}
