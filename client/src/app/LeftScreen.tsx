import { useMessages } from '../messages/TextContext.ts'
import { Button } from '../ui/Button.tsx'
import { MessageScreen } from '../ui/MessageScreen.tsx'

export function LeftScreen({ onReturn }: { readonly onReturn: () => void }) {
  const { left } = useMessages()
  return (
    <MessageScreen title={left.title}>
      <p>{left.text}</p>
      <Button look="primary" onClick={onReturn}>
        {left.action}
      </Button>
    </MessageScreen>
  )
}
