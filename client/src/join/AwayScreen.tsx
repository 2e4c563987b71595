import { useEffect, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { MessageScreen } from '../ui/MessageScreen.tsx'
import { useJoinMessages } from './messages/JoinTextContext.ts'

export interface AwayScreenProps {
  readonly who: 'server' | 'kaltura'
  /** Epoch ms. */
  readonly retryAtMs: number
  readonly onRetry: () => void
}

/** Somebody doesn't answer, and is asked again. */
export function AwayScreen({ who, retryAtMs, onRetry }: AwayScreenProps) {
  const messages = useJoinMessages()
  const { title, text } = messages.away[who]
  const seconds = useSecondsUntil(retryAtMs)
  return (
    <MessageScreen title={title}>
      <p>{text}</p>
      <p>{seconds > 0 ? messages.away.retryIn(seconds) : messages.away.retryingNow}</p>
      <Button look="primary" onClick={onRetry}>
        {messages.tryAgain}
      </Button>
    </MessageScreen>
  )
}

function useSecondsUntil(atMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return Math.ceil((atMs - nowMs) / 1000)
}
