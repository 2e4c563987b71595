import { Check, X } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { useCountdown } from '../../ui/useCountdown.ts'
import type { BallotView } from './ballotView.ts'
import { useControl } from './ControlContext.ts'
import type { ControlMessages } from './messages/en.ts'
import { useControlMessages } from './messages/useControlMessages.ts'
import styles from './VoteCard.module.css'

/** In a corner of the video: what is asked, how it stands, and both answers. */
export function VoteCard({ ballot }: { readonly ballot: BallotView }) {
  const control = useControl()
  const messages = useControlMessages()
  const { room } = useMessages()
  const seconds = useCountdown(ballot.untilMs, control.roomNowMs)
  const { yes, needed, voters, own } = ballot
  return (
    <section className={styles['card']} aria-label={messages.vote}>
      <header className={styles['head']}>
        <p className={styles['by']}>
          {ballot.isOwn ? messages.askedByYou : messages.askedBy(ballot.by ?? room.someone)}
        </p>
        {ballot.mayCancel ? (
          <button type="button" className={styles['cancel']} onClick={control.cancelVote}>
            {messages.cancelVote}
          </button>
        ) : null}
      </header>
      <h2 className={styles['question']}>{ballotQuestion(ballot, messages)}</h2>
      <div className={styles['bar']} aria-hidden="true">
        <span className={styles['share']} style={{ width: `${Math.min(1, yes / needed) * 100}%` }} />
      </div>
      <p className={styles['count']}>
        <span>{messages.votes(yes, needed, voters)}</span>
        <span>{messages.left(seconds)}</span>
      </p>
      {ballot.mayVote ? (
        <div className={styles['answers']}>
          <Button
            look={own === 'yes' ? 'primary' : 'overVideo'}
            icon={<Check size={18} />}
            aria-pressed={own === 'yes'}
            aria-keyshortcuts="y"
            onClick={() => control.vote(true)}
          >
            {messages.yes}
          </Button>
          <Button
            look={own === 'no' ? 'primary' : 'overVideo'}
            icon={<X size={18} />}
            aria-pressed={own === 'no'}
            aria-keyshortcuts="n"
            onClick={() => control.vote(false)}
          >
            {messages.no}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

export function ballotQuestion({ kind, video }: BallotView, messages: ControlMessages): string {
  const what = video === null ? messages.aVideo : messages.quoted(video)
  return kind === 'skip' ? messages.askSkip(what) : messages.askChoose(what)
}
