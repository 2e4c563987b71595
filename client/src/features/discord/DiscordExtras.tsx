import { useEffect, useRef } from 'react'
import { useStore } from '../../ui/useStore.ts'
import { careForDevice } from './careForDevice.ts'
import { createPresenceSwitch } from './createPresenceSwitch.ts'
import styles from './DiscordCard.module.css'
import type { DiscordLayerProps } from './DiscordLayer.tsx'
import { LinkOffer } from './LinkOffer.tsx'
import { LinkToCopy } from './LinkToCopy.tsx'
import { useDiscordMessages } from './messages/useDiscordMessages.ts'
import { PresenceOffer } from './PresenceOffer.tsx'

/** What goes on beside the room, and the little that it shows: one card at a time, in a corner. */
export function DiscordExtras(props: DiscordLayerProps) {
  const { door, room, player, model, layout } = props
  const messages = useDiscordMessages()
  // What is said later is to be in the language of then.
  const words = useRef(messages)
  words.current = messages
  const toCopy = useStore(door.toCopy)
  const link = useStore(door.link)

  useEffect(() => {
    const { host, api, remembered } = door
    const presence = createPresenceSwitch({
      host,
      api,
      room,
      plays: () => model.view.get().scene.kind === 'playing',
      words: () => words.current,
      kept: remembered.presence,
    })
    door.presence.set(presence)
    const stopCaring = careForDevice({
      host,
      room,
      player,
      hint: remembered.hardwareHint,
      onHot: () => model.notices.show({ kind: 'told', text: words.current.hot }),
    })
    return () => {
      stopCaring()
      presence.close()
      door.presence.set(null)
    }
  }, [door, room, player, model])

  return (
    <div className={styles['corner']} role="status" aria-live="polite">
      {layout !== 'focused' ? null : toCopy !== null ? (
        <LinkToCopy link={toCopy} onClose={() => door.toCopy.set(null)} />
      ) : link !== null ? (
        <LinkOffer {...props} link={link} />
      ) : (
        <PresenceOffer door={door} />
      )}
    </div>
  )
}
