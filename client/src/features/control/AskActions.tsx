import { Lightbulb, Vote } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import styles from './AskActions.module.css'
import { useControlView } from './ControlContext.ts'
import { useControlMessages } from './messages/useControlMessages.ts'

export interface AskActionsProps {
  readonly busy: 'watch' | 'next' | 'last' | null
  readonly onVote: () => void
  readonly onSuggest: () => void
}

/** For a video that this viewer may not put on by themselves: what they can do instead. */
export function AskActions({ busy, onVote, onSuggest }: AskActionsProps) {
  const { offer, hostName } = useControlView()
  const messages = useControlMessages()
  const votes = offer === 'vote'
  return (
    <>
      <p className={styles['text']}>{votes ? messages.voteText : messages.suggestText(hostName)}</p>
      {votes ? (
        <Button autoFocus look="primary" icon={<Vote size={18} />} disabled={busy !== null} onClick={onVote}>
          {busy === 'watch' ? messages.asking : messages.putToVote}
        </Button>
      ) : null}
      <Button
        autoFocus={!votes}
        look={votes ? 'quiet' : 'primary'}
        icon={<Lightbulb size={18} />}
        disabled={busy !== null}
        onClick={onSuggest}
      >
        {busy === 'last' ? messages.suggesting : messages.suggest}
      </Button>
    </>
  )
}
