import { useEffect, useRef } from 'react'
import { useStore } from '../ui/useStore.ts'
import { AwayScreen } from './AwayScreen.tsx'
import type { JoinVisit } from './createJoinVisit.ts'
import type { DeviceCheck } from './devices/createDeviceCheck.ts'
import { DISCORD_URL, EndScreen } from './EndScreen.tsx'
import { GuestDoorLayer } from './guests/GuestDoorLayer.tsx'
import { useJoinMessages } from './messages/JoinTextContext.ts'
import { OpeningScreen } from './OpeningScreen.tsx'
import { ReadyScreen } from './ReadyScreen.tsx'
import { RoomScreen } from './RoomScreen.tsx'
import { WaitingScreen } from './WaitingScreen.tsx'

export interface JoinAppProps {
  readonly visit: JoinVisit
  readonly devices: DeviceCheck
  /** Of the room, where the frame has to reach it under another address. */
  readonly mapUrl?: (url: string) => string
  /** Where the page isn't one of its own: back to what lies below. */
  readonly onBack?: () => void
}

/** Whatever there is to see between a personal link and having left the room. */
export function JoinApp(props: JoinAppProps) {
  const { visit, devices } = props
  const { stage, meeting } = useStore(visit.view)
  const inside = stage.at === 'inside'
  const root = useFocusOnTitle(stage.at)
  useEffect(() => {
    // The room wants camera and microphone for itself.
    if (inside) devices.stop()
  }, [inside, devices])
  usePageTitle(meeting?.title ?? null)
  return (
    <div ref={root} style={{ height: '100%' }}>
      <Stage {...props} />
    </div>
  )
}

function Stage({ visit, devices, mapUrl, onBack }: JoinAppProps) {
  const { stage, meeting, unheard } = useStore(visit.view)
  const messages = useJoinMessages()
  const away = meeting?.discordUrl ?? DISCORD_URL
  switch (stage.at) {
    case 'opening':
      return <OpeningScreen />
    case 'noLink':
      return <EndScreen {...messages.noLink[stage.why]} discordUrl={DISCORD_URL} onBack={onBack} />
    case 'room':
      return <GuestDoorLayer token={stage.token} invite={stage.invite} onRefused={visit.refused} />
    case 'over':
      return <EndScreen {...messages.over} discordUrl={away} onBack={onBack} />
    case 'left':
      return (
        <EndScreen
          title={messages.left.title}
          text={meeting?.title ?? ''}
          action={messages.left.again}
          discordUrl={away}
          onAct={visit.join}
          onBack={onBack}
        />
      )
    case 'trouble':
      return (
        <EndScreen
          {...messages.trouble}
          action={messages.tryAgain}
          reference={stage.reference}
          discordUrl={away}
          onAct={visit.retry}
          onBack={onBack}
        />
      )
    case 'away':
      return <AwayScreen who={stage.who} retryAtMs={stage.retryAtMs} onRetry={visit.retry} />
    case 'waiting':
    case 'notOpen':
      if (meeting === null) return <OpeningScreen />
      return (
        <WaitingScreen
          meeting={meeting}
          forTime={stage.at === 'notOpen'}
          unheard={unheard}
          onStop={visit.stopWaiting}
        />
      )
    case 'ready':
    case 'entering':
      if (meeting === null) return <OpeningScreen />
      return (
        <ReadyScreen
          meeting={meeting}
          devices={devices}
          busy={stage.at === 'entering'}
          onJoin={visit.join}
          onBack={onBack}
        />
      )
    case 'inside':
      return (
        <RoomScreen
          title={meeting?.title ?? messages.product}
          launchUrl={mapUrl ? mapUrl(stage.launchUrl) : stage.launchUrl}
          closed={stage.closed}
          onLeave={visit.leave}
        />
      )
  }
}

/** Whoever listens hears where they are now; going in from the ready screen isn't somewhere else. */
function useFocusOnTitle(at: string) {
  const root = useRef<HTMLDivElement>(null)
  const place = at === 'entering' ? 'ready' : at
  const before = useRef(place)
  useEffect(() => {
    if (before.current === place) return
    before.current = place
    const title = root.current?.querySelector<HTMLElement>('[data-arrival], h1')
    if (!title) return
    if (!title.hasAttribute('data-arrival')) title.tabIndex = -1
    title.focus({ preventScroll: true })
  }, [place])
  return root
}

function usePageTitle(title: string | null): void {
  const { product } = useJoinMessages()
  useEffect(() => {
    // In the Activity there is no tab that anybody would read.
    if (window.top === window) document.title = title === null ? product : `${title} · ${product}`
  }, [title, product])
}
