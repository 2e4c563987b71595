import { useFormat } from '../../messages/TextContext.ts'
import { useStore } from '../../ui/useStore.ts'
import { ActLine } from './ActLine.tsx'
import { isOfQueue } from './actOf.ts'
import { actText } from './actText.ts'
import { useControl, useControlView } from './ControlContext.ts'
import type { ControlLayerProps } from './ControlLayer.tsx'
import styles from './ControlOverlay.module.css'
import { useControlMessages } from './messages/useControlMessages.ts'
import { ballotQuestion, VoteCard } from './VoteCard.tsx'

export function ControlOverlay({ queueShown }: ControlLayerProps) {
  const control = useControl()
  const { ballot } = useControlView()
  const act = useStore(control.act)
  return (
    <div className={styles['layer']}>
      {act === null || (queueShown && isOfQueue(act)) ? null : (
        <div className={styles['act']}>
          <ActLine act={act} />
        </div>
      )}
      {ballot === null ? null : (
        <div className={styles['vote']}>
          <VoteCard key={ballot.id} ballot={ballot} />
        </div>
      )}
      <Spoken />
    </div>
  )
}

/** Each once, for those who don't see them. */
function Spoken() {
  const control = useControl()
  const { ballot, undoable } = useControlView()
  const act = useStore(control.act)
  const messages = useControlMessages()
  const format = useFormat()
  // Whoever moved the video themselves has heard from what they pressed.
  const told = act !== null && (!act.isOwn || isOfQueue(act)) ? act : null
  const sentence = told && actText(told, messages, format)
  const asked = ballot && !ballot.isOwn && ballot.mayVote ? ballot : null
  return (
    <>
      <p className="visuallyHidden" role="status">
        {told !== null && told.id === undoable?.id ? `${sentence}. ${messages.undoHint}` : sentence}
      </p>
      <p className="visuallyHidden" role="status">
        {asked === null
          ? null
          : messages.voteSpoken(
              asked.by === null ? messages.someone : asked.by,
              ballotQuestion(asked, messages),
            )}
      </p>
    </>
  )
}
