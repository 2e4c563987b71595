import { useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './DiscordCard.module.css'
import { DiscordCard } from './DiscordCard.tsx'
import { useDiscordMessages } from './messages/useDiscordMessages.ts'

export interface LinkToCopyProps {
  readonly link: string
  readonly onClose: () => void
}

/** For those whose browser lets nobody at the clipboard: the link, ready to be copied. */
export function LinkToCopy({ link, onClose }: LinkToCopyProps) {
  const messages = useDiscordMessages()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  return (
    <DiscordCard title={messages.copyLink}>
      <input
        ref={field}
        className={styles['link']}
        aria-label={messages.link}
        value={link}
        readOnly
        onFocus={event => event.target.select()}
      />
      <Button onClick={onClose}>{messages.close}</Button>
    </DiscordCard>
  )
}
