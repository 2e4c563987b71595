import { ArrowLeft } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { LinkButton } from '../ui/LinkButton.tsx'
import { MessageScreen } from '../ui/MessageScreen.tsx'
import { useJoinMessages } from './messages/JoinTextContext.ts'
import styles from './screens.module.css'

/** For whoever has no server to go back to. */
export const DISCORD_URL = 'https://discord.com/channels/@me'

export interface EndScreenProps {
  readonly title: string
  readonly text: string
  /** What else there is to do than to go back. */
  readonly action?: string
  readonly onAct?: () => void
  readonly reference?: string | null
  readonly discordUrl: string
  readonly onBack?: (() => void) | undefined
}

/** Where it goes no further, or no further by itself. */
export function EndScreen(props: EndScreenProps) {
  const { title, text, action, onAct, reference = null, discordUrl, onBack } = props
  const messages = useJoinMessages()
  const backLook = action === undefined ? 'primary' : 'quiet'
  return (
    <MessageScreen title={title}>
      {text === '' ? null : <p>{text}</p>}
      <div className={styles['actions']}>
        {action === undefined ? null : (
          <Button look="primary" onClick={onAct}>
            {action}
          </Button>
        )}
        {onBack ? (
          <Button look={backLook} icon={<ArrowLeft size={18} />} onClick={onBack}>
            {messages.back}
          </Button>
        ) : (
          <LinkButton look={backLook} href={discordUrl}>
            {action === undefined ? messages.toDiscord : messages.backToDiscord}
          </LinkButton>
        )}
      </div>
      {reference === null ? null : <small>{messages.trouble.reference(reference)}</small>}
    </MessageScreen>
  )
}
