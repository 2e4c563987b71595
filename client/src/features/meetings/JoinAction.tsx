import { ExternalLink, LogIn } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import styles from './MeetingCard.module.css'
import type { MeetingCardProps } from './MeetingCard.tsx'
import { useMeetingMessages } from './messages/useMeetingMessages.ts'
import { refusalText } from './refusalText.ts'

type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'opened' }
  /** Discord wouldn't; the link is still worth something. */
  | { readonly kind: 'unopened'; readonly joinUrl: string }
  | { readonly kind: 'refused'; readonly text: string }

/** How long a link opens anything, ms: after that it isn't offered any more. */
const LINK_MS = 60_000

/** The way in: here where the room can be shown here, else in the browser, which is said before. */
export function JoinAction({ meetings, meeting, embeds, onOpenLink, onEmbed }: MeetingCardProps) {
  const messages = useMeetingMessages()
  const [busy, setBusy] = useState(false)
  const [said, say] = useState<Said>({ kind: 'nothing' })
  const forget = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(forget.current), [])

  const join = async (): Promise<void> => {
    clearTimeout(forget.current)
    setBusy(true)
    say({ kind: 'nothing' })
    const answer = await meetings.join(meeting.id)
    setBusy(false)
    if (!answer.ok) return say({ kind: 'refused', text: refusalText(answer.error, messages) })
    if (embeds) return onEmbed(answer.value)
    forget.current = setTimeout(() => say({ kind: 'nothing' }), LINK_MS)
    const opened = await onOpenLink(answer.value)
    say(opened.ok ? { kind: 'opened' } : { kind: 'unopened', joinUrl: answer.value })
  }

  return (
    <>
      <div className={styles['join']}>
        <Button
          look="primary"
          icon={embeds ? <LogIn size={18} /> : <ExternalLink size={18} />}
          disabled={busy}
          onClick={() => void join()}
        >
          {busy ? messages.joining : messages.join}
        </Button>
        <span className={styles['hint']}>{embeds ? messages.opensHere : messages.opensInBrowser}</span>
      </div>
      <div className={styles['said']} role="status">
        {said.kind === 'opened' ? messages.opened : null}
        {said.kind === 'refused' ? said.text : null}
        {said.kind === 'unopened' ? (
          <>
            {messages.notOpenedByDiscord}
            <LinkButton href={said.joinUrl} newTab>
              {messages.openAnyway}
            </LinkButton>
          </>
        ) : null}
      </div>
    </>
  )
}
