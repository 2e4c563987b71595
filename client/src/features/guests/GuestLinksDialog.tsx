import {
  LINK_LIFETIMES_S,
  MAX_LINK_USES,
  type RoomLink,
} from '@kaltura-discord/shared/protocol/http/guests.ts'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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
  return (
    <Dialog title={messages.title} closeLabel={messages.close} onClose={onClose}>
      <p className={styles['soft']}>{messages.text}</p>
      {view.fresh === null ? (
        <NewLink links={links} busy={view.busy} />
      ) : (
        <FreshLink key={view.fresh.id} url={view.fresh.url} />
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

function NewLink({ links, busy }: { readonly links: GuestLinks; readonly busy: boolean }) {
  const messages = useGuestMessages()
  const [maxUses, setMaxUses] = useState(1)
  const [lifetimeS, setLifetimeS] = useState<number>(USUAL_LIFETIME_S)
  const make = (event: FormEvent): void => {
    event.preventDefault()
    void links.make({ maxUses, lifetimeS })
  }
  return (
    <form className={styles['form']} onSubmit={make}>
      <Choice
        name="uses"
        legend={messages.uses}
        options={USES.map(value => ({ value, label: messages.people(value) }))}
        value={maxUses}
        onChange={setMaxUses}
      />
      <Choice
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

interface ChoiceProps {
  readonly name: string
  readonly legend: string
  readonly options: readonly { readonly value: number; readonly label: string }[]
  readonly value: number
  readonly onChange: (value: number) => void
}

function Choice({ name, legend, options, value, onChange }: ChoiceProps) {
  return (
    <fieldset className={styles['choices']}>
      <legend>{legend}</legend>
      {options.map(option => (
        <label key={option.value} className={styles['choice']}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}

function FreshLink({ url }: { readonly url: string }) {
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
