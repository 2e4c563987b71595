import { useMessages } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { MessageScreen } from '../../ui/MessageScreen.tsx'

/** What we ask Discord for and why, for who has said no. Usually nobody sees it: Discord is asked at once. */
export function SignInScreen({ onContinue }: { readonly onContinue: () => void }) {
  const { signIn } = useMessages()
  return (
    <MessageScreen title={signIn.title}>
      <p>{signIn.what}</p>
      <p>{signIn.why}</p>
      <Button autoFocus look="primary" onClick={onContinue}>
        {signIn.action}
      </Button>
      <small>{signIn.refused}</small>
    </MessageScreen>
  )
}
