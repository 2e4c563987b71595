import { useEffect, useState } from 'react'
import { useMessages } from '../messages/TextContext.ts'
import { Button } from '../ui/Button.tsx'
import { MessageScreen } from '../ui/MessageScreen.tsx'
import type { Trouble } from './createActivity.ts'

export interface TroubleScreenProps {
  readonly trouble: Trouble
  readonly retryAtMs: number | null
  readonly reference: string | null
  readonly onRetry: () => void
  readonly onClose: () => void
}

const DISCORD_URL = 'https://discord.com/app'

export function TroubleScreen({ trouble, retryAtMs, reference, onRetry, onClose }: TroubleScreenProps) {
  const { trouble: words } = useMessages()
  const { title, text, action } = words[trouble]
  const act = (): void => {
    // Only outside Discord is there a page to leave.
    if (trouble === 'outsideDiscord') window.location.assign(DISCORD_URL)
    else if (trouble === 'protocol') onClose()
    else onRetry()
  }
  return (
    <MessageScreen title={title}>
      <p>{text}</p>
      {retryAtMs === null ? null : <Countdown untilMs={retryAtMs} />}
      <Button autoFocus look="primary" onClick={act}>
        {action}
      </Button>
      {reference ? <small>{words.reference(reference)}</small> : null}
    </MessageScreen>
  )
}

function Countdown({ untilMs }: { readonly untilMs: number }) {
  const { trouble: words } = useMessages()
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.ceil((untilMs - nowMs) / 1000)
  return <p>{seconds > 0 ? words.retryIn(seconds) : words.retryingNow}</p>
}
