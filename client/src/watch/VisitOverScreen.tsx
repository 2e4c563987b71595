import { useEffect, useRef } from 'react'
import type { Text } from '../messages/language.ts'
import { LinkButton } from '../ui/LinkButton.tsx'
import { MessageScreen } from '../ui/MessageScreen.tsx'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'
import type { VisitOver } from './visitOver.ts'

const DISCORD_URL = 'https://discord.com/app'

export interface VisitOverScreenProps {
  readonly why: VisitOver
  readonly text: Text
}

/** Why a guest can't stay, and what else there is. */
export function VisitOverScreen({ why, text }: VisitOverScreenProps) {
  const words = text.say({ de, en })
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Whoever listens hears where they are now.
    const title = place.current?.querySelector('h1')
    if (!title) return
    title.tabIndex = -1
    title.focus({ preventScroll: true })
  }, [])
  return (
    <div ref={place} style={{ height: '100%' }}>
      <MessageScreen title={words[why].title}>
        <p>{words[why].text}</p>
        <LinkButton look="primary" href={DISCORD_URL}>
          {words.toDiscord}
        </LinkButton>
      </MessageScreen>
    </div>
  )
}
