import { useState } from 'react'
import { createStore } from '../../sync/store.ts'
import { Switch } from '../../ui/Switch.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'
import type { PresenceState } from './createPresenceSwitch.ts'
import { useDiscordMessages } from './messages/useDiscordMessages.ts'
import styles from './PresenceRow.module.css'

const NOT_YET = createStore<PresenceState>('off')

/** By hand: whether friends see what this person watches. */
export function PresenceRow({ door }: { readonly door: DiscordDoor }) {
  const messages = useDiscordMessages()
  const presence = useStore(door.presence)
  const state = useStore(presence?.state ?? NOT_YET)
  const [refused, setRefused] = useState(false)
  if (presence === null) return null
  const change = async (wanted: boolean): Promise<void> => {
    setRefused(false)
    if (!wanted) return presence.turnOff()
    setRefused(!(await presence.turnOn()))
  }
  return (
    <>
      <label className={styles['row']}>
        <Switch
          checked={state === 'on' || state === 'turningOn'}
          onChange={event => void change(event.target.checked)}
        />
        {messages.presenceSwitch}
      </label>
      <p className={styles['refused']} role="status">
        {refused ? messages.presenceRefused : null}
      </p>
    </>
  )
}
