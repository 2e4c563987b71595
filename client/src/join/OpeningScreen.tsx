import { useEffect, useState } from 'react'
import { MessageScreen } from '../ui/MessageScreen.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { useJoinMessages } from './messages/JoinTextContext.ts'

/** Until then nothing has to be explained, ms. */
const SLOW_AFTER_MS = 5_000

export function OpeningScreen() {
  const { opening } = useJoinMessages()
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <MessageScreen title={opening.title}>
      <Spinner />
      <p role="status">{slow ? opening.slow : ''}</p>
    </MessageScreen>
  )
}
