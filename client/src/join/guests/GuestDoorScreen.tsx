import type { RoomInvite } from '@kaltura-discord/shared/protocol/http/guests.ts'
import { MAX_GUEST_NAME } from '@kaltura-discord/shared/room/guestName.ts'
import { LogIn } from 'lucide-react'
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import type { ApiError } from '../../features/api/apiResult.ts'
import { Button } from '../../ui/Button.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { MessageScreen } from '../../ui/MessageScreen.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useStore } from '../../ui/useStore.ts'
import { createKeptGuest } from '../../watch/keptGuest.ts'
import { useJoinMessages } from '../messages/JoinTextContext.ts'
import { createGuestDoor, type GuestDoor, type GuestDoorView } from './createGuestDoor.ts'
import styles from './GuestDoorScreen.module.css'
import { createGuestApi } from './guestApi.ts'
import { type GuestDoorMessages, guestDoorMessages } from './messages/guestDoorMessages.ts'

export interface GuestDoorScreenProps {
  readonly token: string
  readonly invite: RoomInvite
  readonly onRefused: (error: ApiError) => void
}

/** Who invites into what, and as whom one goes in. */
export function GuestDoorScreen({ token, invite, onRefused }: GuestDoorScreenProps) {
  const words = useMemo(() => guestDoorMessages(navigator.language), [])
  const door = useMemo(() => openDoor({ token, invite, onRefused }), [token, invite, onRefused])
  useEffect(() => () => door.close(), [door])
  const view = useStore(door.view)
  if (view.waiting !== null)
    return (
      <MessageScreen title={words.waits[view.waiting].title}>
        <Spinner />
        <p role="status">{words.waits[view.waiting].text}</p>
        <Button onClick={door.stopWaiting}>{words.stopWaiting}</Button>
      </MessageScreen>
    )
  return <Ways door={door} view={view} words={words} />
}

function openDoor({ token, invite, onRefused }: GuestDoorScreenProps): GuestDoor {
  const cameBack = new URLSearchParams(window.location.search).get('discord')
  // Said once: whoever loads the page again hasn't come from Discord.
  if (cameBack !== null) window.history.replaceState(null, '', window.location.pathname)
  return createGuestDoor({
    api: createGuestApi('/api/v1'),
    token,
    invite,
    cameBack,
    kept: createKeptGuest(() => window.sessionStorage),
    go: (url, how) => window.location[how](url),
    onRefused,
  })
}

interface WaysProps {
  readonly door: GuestDoor
  readonly view: GuestDoorView
  readonly words: GuestDoorMessages
}

function Ways({ door, view, words }: WaysProps) {
  const { product } = useJoinMessages()
  const { invite, busy, problem } = view
  const { serverName, channelName, inviterName, watching, byName, person } = invite
  return (
    <main className={styles['screen']}>
      <div className={styles['content']}>
        <p className={styles['brand']}>
          <Mark size={24} />
          {product}
        </p>
        <header className={styles['about']}>
          <h1 className={styles['title']}>{words.invites(inviterName)}</h1>
          {serverName === null ? null : <p>{words.place(serverName, channelName)}</p>}
          <p className={styles['soft']}>{words.watching(watching)}</p>
        </header>
        <section className={styles['way']}>
          <Button
            look="primary"
            icon={busy === 'discord' ? <Spinner size="small" /> : <LogIn size={18} />}
            disabled={busy !== null}
            onClick={person === null ? door.continueWithDiscord : door.enterAsPerson}
          >
            {person === null ? words.discord : words.enterAs(person.displayName)}
          </Button>
          <p className={styles['hint']}>{words.discordWhy}</p>
        </section>
        {byName ? <ByName door={door} view={view} words={words} /> : null}
        <p className={styles['problem']} role="status">
          {problem === null ? '' : words.problems[problem]}
        </p>
      </div>
    </main>
  )
}

function ByName({ door, view: { busy }, words }: WaysProps) {
  const [name, setName] = useState('')
  const go = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') door.enterAs(name)
  }
  return (
    <form className={styles['way']} onSubmit={go}>
      <label className={styles['field']}>
        {words.name}
        <input
          className={styles['input']}
          value={name}
          maxLength={MAX_GUEST_NAME}
          autoComplete="nickname"
          onChange={event => setName(event.currentTarget.value)}
        />
      </label>
      <Button
        type="submit"
        icon={busy === 'name' ? <Spinner size="small" /> : null}
        disabled={busy !== null || name.trim() === ''}
      >
        {words.enter}
      </Button>
      <p className={styles['hint']}>{words.nameWhy}</p>
    </form>
  )
}
