import { RoleSchema } from '@kaltura-discord/shared/permissions/roles.ts'
import styles from './SettingField.module.css'
import type { ControlProps } from './SettingField.tsx'
import { useSettings } from './SettingsContext.ts'

/** What a Discord role stands for here. */
export function RoleControl({ row, value, describedBy, disabled, onEdit }: ControlProps) {
  const { messages, words } = useSettings()
  return (
    <select
      data-control
      className={styles['text']}
      aria-label={words.name(row.key)}
      aria-describedby={describedBy}
      value={String(value)}
      disabled={disabled}
      onChange={event => onEdit(event.currentTarget.value)}
    >
      {RoleSchema.options.map(role => (
        <option key={role} value={role}>
          {messages.roles[role] ?? role}
        </option>
      ))}
    </select>
  )
}
