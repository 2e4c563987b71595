import { useEffect, useState } from 'react'
import { useMessages } from '../../messages/TextContext.ts'
import { Mark } from '../../ui/Mark.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import styles from './StartScreen.module.css'

export interface StartScreenProps {
  readonly step: 'discord' | 'consent' | 'signIn' | 'room'
}

const SLOW_AFTER_MS = 5_000

/** The moment between opening and being in. Words come only when it lasts. */
export function StartScreen({ step }: StartScreenProps) {
  const { start, product } = useMessages()
  const [slow, setSlow] = useState<StartScreenProps['step'] | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(step), SLOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [step])
  const why = {
    discord: start.slowDiscord,
    consent: start.slowConsent,
    signIn: start.slowSignIn,
    room: start.slowSignIn,
  }
  return (
    <main className={styles['screen']}>
      <Mark size={64} />
      <h1 className={styles['product']}>{product}</h1>
      <p className={styles['step']} role="status">
        <Spinner size="small" />
        {start[step]}
      </p>
      <p className={styles['why']}>{slow === step ? why[step] : ''}</p>
    </main>
  )
}
