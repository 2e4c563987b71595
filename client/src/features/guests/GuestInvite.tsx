import { Link } from 'lucide-react'
import { useContext, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { GuestLinksContext } from './GuestLinksContext.ts'
import { useGuestMessages } from './messages/useGuestMessages.ts'

const GuestLinksDialog = lazyPart(
  async () => (await import('./GuestLinksDialog.tsx')).GuestLinksDialog,
  'over',
)

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
      {open ? <GuestLinksDialog door={door} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
