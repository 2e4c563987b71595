import { useEffect, useMemo } from 'react'
import { useText } from '../../messages/TextContext.ts'
import { useReasons } from '../control/ControlContext.ts'
import styles from './FirstHint.module.css'
import { firstHint } from './firstHint.ts'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'

/** Then whoever hasn't read it doesn't want to, ms. */
const HINT_MS = 20_000

/** One line for somebody's first minute: what a press does, and for whom. */
export function FirstHint() {
  const text = useText()
  const messages = useMemo(() => text.say({ de, en }), [text])
  const { playPause: reason } = useReasons()
  useEffect(() => {
    const timer = setTimeout(firstHint.done, HINT_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles['hint']}>
      <p role="status">
        {reason === undefined ? messages.forAll : messages.forYou} {messages.yours}
      </p>
      <button type="button" className={styles['done']} onClick={firstHint.done}>
        {messages.done}
      </button>
    </div>
  )
}
