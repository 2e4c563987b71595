import { useEffect, useState } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { useStore } from '../../ui/useStore.ts'
import { UnderWayLine } from '../queue/UnderWayLine.tsx'
import type { UnderWayStore } from '../queue/underWay.ts'
import { ActLine } from './ActLine.tsx'
import { isOfQueue } from './actOf.ts'
import { actText } from './actText.ts'
import { useControl } from './ControlContext.ts'
import type { ControlLayerProps } from './ControlLayer.tsx'
import styles from './ControlOverlay.module.css'
import { useControlMessages } from './messages/useControlMessages.ts'
import { useBallot } from './useBallot.ts'
import { ballotQuestion, VoteCard } from './VoteCard.tsx'

type ControlOverlayProps = Pick<ControlLayerProps, 'queueShown' | 'underWay'>

export function ControlOverlay({ queueShown, underWay }: ControlOverlayProps) {
  const control = useControl()
  const ballot = useBallot()
  const act = useStore(control.act)
  return (
    <div className={styles['layer']}>
      {underWay === null ? null : <Adding underWay={underWay} />}
      {act === null || (queueShown && isOfQueue(act)) ? null : (
        <div className={styles['act']} data-act="" data-told="">
          <ActLine act={act} />
        </div>
      )}
      {ballot === null ? null : (
        <div className={styles['vote']} data-told="">
          <VoteCard key={ballot.id} ballot={ballot} />
        </div>
      )}
      <Spoken />
    </div>
  )
}

/** Whoever adds a whole playlist and goes over to the video can still stop it. */
function Adding({ underWay }: { readonly underWay: UnderWayStore }) {
  const isAdding = useStore(underWay) !== null
  return (
    <div className={isAdding ? styles['adding'] : undefined} data-told={isAdding ? '' : undefined}>
      <UnderWayLine underWay={underWay} over />
    </div>
  )
}

/** Each once, for those who don't see them. */
function Spoken() {
  const control = useControl()
  const ballot = useBallot()
  const act = useStore(control.act)
  const messages = useControlMessages()
  const format = useFormat()
  // Whoever moved the video themselves has heard from what they pressed.
  const told = act !== null && (!act.isOwn || isOfQueue(act)) ? act : null
  const sentence = told && actText(told, messages, format)
  const asked = ballot && !ballot.isOwn && ballot.mayVote ? ballot : null
  return (
    <>
      <Status text={told?.couldUndo ? `${sentence}. ${messages.undoHint}` : sentence} />
      <Status
        text={asked && messages.voteSpoken(asked.by ?? messages.someone, ballotQuestion(asked, messages))}
      />
    </>
  )
}

/** Only what changes after it stands in the page is said. */
function Status({ text }: { readonly text: string | null }) {
  const [said, setSaid] = useState('')
  useEffect(() => setSaid(text ?? ''), [text])
  return (
    <p className="visuallyHidden" role="status">
      {said}
    </p>
  )
}
