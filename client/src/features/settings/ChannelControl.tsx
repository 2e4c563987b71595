import styles from './SettingField.module.css'
import type { ControlProps } from './SettingField.tsx'
import { useSettings } from './SettingsContext.ts'
import { TextControl } from './TextControl.tsx'

/** One of the server's channels, kept by its id: a new name then changes nothing. */
export function ChannelControl(props: ControlProps) {
  const { row, value, describedBy, disabled, onEdit } = props
  const { view, messages, words } = useSettings()
  const channels = view.choices?.channels ?? null
  // While Discord doesn't say, a name or an id can still be written.
  if (channels === null) return <TextControl {...props} />
  const written = typeof value === 'string' ? value : ''
  const found = channels.find(({ id }) => id === written) ?? channels.find(({ name }) => name === written)
  return (
    <select
      data-control
      className={styles['text']}
      aria-label={words.name(row.key)}
      aria-describedby={describedBy}
      value={found ? found.id : written}
      disabled={disabled}
      onChange={event => onEdit(asWritten(event.currentTarget.value, row.value, channels))}
    >
      {row.optional ? <option value="">{messages.sameAsOthers}</option> : null}
      {written !== '' && !found ? (
        <option value={written}>{messages.notFound(words.channel(written))}</option>
      ) : null}
      {channels.map(({ id, name }) => (
        <option key={id} value={id}>
          #{name}
        </option>
      ))}
    </select>
  )
}

/** Choosing what is there already changes nothing, however that was written. */
function asWritten(
  chosen: string,
  now: unknown,
  channels: readonly { readonly id: string; readonly name: string }[],
): unknown {
  if (chosen === '' && now === null) return null
  const found = channels.find(({ id }) => id === chosen)
  return found !== undefined && (found.id === now || found.name === now) ? now : chosen
}
