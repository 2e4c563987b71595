import { Link } from 'lucide-react'
import { lazy, Suspense, useContext, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { GuestLinksContext } from './GuestLinksContext.ts'
import { useGuestMessages } from './messages/useGuestMessages.ts'

const GuestLinksDialog = lazy(async () => {
  const { GuestLinksDialog: component } = await import('./GuestLinksDialog.tsx')
  return { default: component }
})

/** The way to links for people without Discord, where one can make them. */
export function GuestInvite() {
  const door = useContext(GuestLinksContext)
  const messages = useGuestMessages()
  const [open, setOpen] = useState(false)
  if (door === null) return null
  return (
    <>
      <Button icon={<Link size={18} />} onClick={() => setOpen(true)}>
        {messages.invite}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <GuestLinksDialog door={door} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
