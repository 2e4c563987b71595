import { createStore } from '../../sync/store.ts'
import { Button } from '../../ui/Button.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { DiscordDoor } from './createDiscordDoor.ts'
import type { PresenceState } from './createPresenceSwitch.ts'
import { DiscordCard } from './DiscordCard.tsx'
import { useDiscordMessages } from './messages/useDiscordMessages.ts'

const NOT_YET = createStore<PresenceState>('off')

/** Asked once, after the first minute; Discord itself asks only those who want it. */
export function PresenceOffer({ door }: { readonly door: DiscordDoor }) {
  const messages = useDiscordMessages()
  const presence = useStore(door.presence)
  const state = useStore(presence?.state ?? NOT_YET)
  if (presence === null || state !== 'offered') return null
  return (
    <DiscordCard title={messages.offerPresence} text={messages.offerPresenceText}>
      <Button onClick={presence.turnOff}>{messages.dontShowPresence}</Button>
      <Button look="primary" onClick={() => void presence.turnOn()}>
        {messages.showPresence}
      </Button>
    </DiscordCard>
  )
}
