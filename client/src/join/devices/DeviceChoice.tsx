import { useJoinMessages } from '../messages/JoinTextContext.ts'
import type { Device } from './createDeviceCheck.ts'
import styles from './DevicePanel.module.css'

export interface DeviceChoiceProps {
  readonly label: string
  readonly devices: readonly Device[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}

/** The browser's own list: it is at home on every phone. Where there is nothing to choose it isn't there. */
export function DeviceChoice({ label, devices, chosen, onChoose }: DeviceChoiceProps) {
  const { devices: words } = useJoinMessages()
  if (devices.length < 2) return null
  return (
    <label className={styles['choice']}>
      {label}
      <select
        className={styles['select']}
        value={chosen ?? ''}
        onChange={event => onChoose(event.currentTarget.value)}
      >
        {devices.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label === '' ? words.unnamed(index + 1) : device.label}
          </option>
        ))}
      </select>
    </label>
  )
}
