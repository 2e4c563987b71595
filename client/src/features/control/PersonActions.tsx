import { Crown, Ellipsis } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { useControl, useControlView } from './ControlContext.ts'
import { useControlMessages } from './messages/useControlMessages.ts'
import styles from './PersonActions.module.css'

export interface PersonActionsProps {
  readonly id: string
  readonly name: string
  readonly canBeHost: boolean
}

/** At the end of somebody's line: that they are host, or for the host the way to make them so. */
export function PersonActions({ id, name, canBeHost }: PersonActionsProps) {
  const control = useControl()
  const { isHost, hostId } = useControlView()
  const messages = useControlMessages()
  const { control: words } = useMessages()
  if (hostId === id)
    return (
      <span className={styles['host']}>
        <Crown size={16} />
        {words.host}
      </span>
    )
  if (!isHost) return null
  return (
    <MenuButton
      label={messages.personMenu(name)}
      icon={<Ellipsis size={20} />}
      {...(canBeHost ? { tip: 'none' } : { tip: 'belowEnd', reason: messages.fromOutside })}
      placement="bottom end"
      choices={[{ id: 'handOver', label: messages.handOver }]}
      onChoose={() => control.handOver(id)}
    />
  )
}
