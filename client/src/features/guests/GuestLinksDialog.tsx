import {
  LINK_LIFETIMES_S,
  MAX_LINK_USES,
  type RoomLink,
} from '@kaltura-discord/shared/protocol/http/guests.ts'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioChips } from '../../ui/RadioChips.tsx'
import { useStore } from '../../ui/useStore.ts'
import { createGuestLinks, type GuestLinks } from './createGuestLinks.ts'
import type { GuestLinksDoor } from './GuestLinksContext.ts'
import styles from './GuestLinksDialog.module.css'
import { useGuestMessages } from './messages/useGuestMessages.ts'

/** A day: long enough for an evening, and gone by the next one. */
const USUAL_LIFETIME_S = LINK_LIFETIMES_S[1]
const USES = [1, 5, MAX_LINK_USES]

export interface GuestLinksDialogProps {
  readonly door: GuestLinksDoor
  readonly onClose: () => void
}

/** Makes links for people without Discord, and shows those that hold. */
export function GuestLinksDialog({ door, onClose }: GuestLinksDialogProps) {
  const messages = useGuestMessages()
  const links = useMemo(() => createGuestLinks(door.api), [door])
  useEffect(() => () => links.close(), [links])
  const view = useStore(links.view)
  const [again, setAgain] = useState(false)
  const makeAnother = (): void => {
    setAgain(true)
    links.again()
  }
  return (
    <Dialog title={messages.title} closeLabel={messages.close} onClose={onClose}>
      <p className={styles['soft']}>{messages.text}</p>
      {view.fresh === null ? (
        <NewLink links={links} busy={view.busy} again={again} />
      ) : (
        <FreshLink key={view.fresh.id} url={view.fresh.url} onAgain={makeAnother} />
      )}
      <p className={styles['problem']} role="status">
        {view.error === null ? '' : messages.problem(view.error)}
      </p>
      {view.links === null || view.links.length === 0 ? null : (
        <section className={styles['open']}>
          <h3 className={styles['heading']}>{messages.open}</h3>
          <ul className={styles['list']}>
            {view.links.map(link => (
              <OpenLink key={link.id} link={link} onRevoke={() => void links.revoke(link.id)} />
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  )
}

interface NewLinkProps {
  readonly links: GuestLinks
  readonly busy: boolean
  /** It comes in place of the button that asked for it. */
  readonly again: boolean
}

function NewLink({ links, busy, again }: NewLinkProps) {
  const messages = useGuestMessages()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (again) form.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
  }, [again])
  const [maxUses, setMaxUses] = useState(1)
  const [lifetimeS, setLifetimeS] = useState<number>(USUAL_LIFETIME_S)
  const make = (event: FormEvent): void => {
    event.preventDefault()
    void links.make({ maxUses, lifetimeS })
  }
  return (
    <form ref={form} className={styles['form']} onSubmit={make}>
      <RadioChips
        name="uses"
        legend={messages.uses}
        options={USES.map(value => ({ value, label: messages.people(value) }))}
        value={maxUses}
        onChange={setMaxUses}
      />
      <RadioChips
        name="lifetime"
        legend={messages.lifetime}
        options={LINK_LIFETIMES_S.map(value => ({ value, label: messages.lifetimes[value] }))}
        value={lifetimeS}
        onChange={setLifetimeS}
      />
      <Button look="primary" type="submit" disabled={busy}>
        {messages.make}
      </Button>
    </form>
  )
}

function FreshLink({ url, onAgain }: { readonly url: string; readonly onAgain: () => void }) {
  const messages = useGuestMessages()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<boolean | null>(null)
  useEffect(() => field.current?.select(), [])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(url)
      setCopied(true)
    } catch {
      // Discord's frames may not: then it is marked, and the keyboard does it.
      field.current?.select()
      setCopied(false)
    }
  }
  return (
    <div className={styles['form']}>
      <label className={styles['field']}>
        {messages.yourLink}
        <input
          ref={field}
          className={styles['input']}
          readOnly
          value={url}
          onFocus={e => e.target.select()}
        />
      </label>
      <Button look="primary" onClick={() => void copy()}>
        {copied === true ? messages.copied : messages.copy}
      </Button>
      <Button onClick={onAgain}>{messages.again}</Button>
      <p className={styles['soft']} role="status">
        {copied === false ? messages.notCopied : messages.once}
      </p>
    </div>
  )
}

function OpenLink({ link, onRevoke }: { readonly link: RoomLink; readonly onRevoke: () => void }) {
  const messages = useGuestMessages()
  return (
    <li className={styles['link']}>
      <span>
        {messages.came(link.uses, link.maxUses)}
        <span className={styles['detail']}>
          {link.isOwn ? messages.until(link.expiresAt) : messages.of(link.makerName, link.expiresAt)}
        </span>
      </span>
      {link.mayRevoke ? <Button onClick={onRevoke}>{messages.revoke}</Button> : null}
    </li>
  )
}
