import { useEffect, useMemo } from 'react'
import { SignInScreen } from '../features/auth/SignInScreen.tsx'
import { StartScreen } from '../features/auth/StartScreen.tsx'
import { ControlContext } from '../features/control/ControlContext.ts'
import { DiscordLayer } from '../features/discord/DiscordLayer.tsx'
import { GuestLinksContext } from '../features/guests/GuestLinksContext.ts'
import { RoomScreen } from '../features/room/RoomScreen.tsx'
import type { Language } from '../messages/language.ts'
import { TextContext } from '../messages/TextContext.ts'
import { useStore } from '../ui/useStore.ts'
import type { Activity, ActivityView } from './createActivity.ts'
import { createAnnouncer } from './createAnnouncer.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { LeftScreen } from './LeftScreen.tsx'
import type { Session } from './openSession.ts'
import { TroubleScreen } from './TroubleScreen.tsx'

export interface AppProps {
  readonly activity: Activity
  readonly language: Language
}

export function App({ activity, language }: AppProps) {
  const text = useStore(language.text)
  const view = useStore(activity.view)
  return (
    <TextContext value={text}>
      <ErrorBoundary onRetry={activity.start}>
        <Screen activity={activity} language={language} view={view} />
      </ErrorBoundary>
    </TextContext>
  )
}

function Screen({ activity, language, view }: AppProps & { readonly view: ActivityView }) {
  switch (view.stage) {
    case 'starting':
      return <StartScreen step={view.step} />
    case 'refused':
      return <SignInScreen onContinue={activity.start} />
    case 'trouble':
      return <TroubleScreen {...view} onRetry={activity.start} onClose={activity.close} />
    case 'left':
      return <LeftScreen onReturn={activity.start} />
    case 'inRoom':
      return <InRoom session={view.session} language={language} onLeave={activity.leave} />
  }
}

interface InRoomProps {
  readonly session: Session
  readonly language: Language
  readonly onLeave: () => void
}

function InRoom({ session, language, onLeave }: InRoomProps) {
  const {
    host,
    room,
    model,
    control,
    player,
    library,
    queue,
    discord,
    moments,
    comments,
    meetings,
    settings,
  } = session
  const layout = useStore(host.layout)
  const announcer = useMemo(() => createAnnouncer(model, language.text), [model, language])
  const said = useStore(announcer.said)
  useEffect(() => () => announcer.close(), [announcer])
  const invite = async (): Promise<void> => {
    const opened = await host.openInvite()
    if (host.kind === 'browser') {
      const told = import('../features/guests/tellInvited.ts')
      return told.then(
        ({ tellInvited }) => tellInvited(opened, { text: language.text.get(), notices: model.notices }),
        () => undefined,
      )
    }
    if (opened.ok || opened.error.kind === 'refused' || discord === null) return
    try {
      // Not everybody may invite everywhere; a link can always be shared.
      const { shareInstead } = await import('../features/discord/shareInstead.ts')
      const fromId = room.view.get().memberId
      await shareInstead({ door: discord, text: language.text.get(), notices: model.notices, fromId })
    } catch {
      model.notices.show({ kind: 'inviteFailed' })
    }
  }
  return (
    <ControlContext value={control}>
      <GuestLinksContext value={host.kind === 'browser' ? null : session}>
        <RoomScreen
          model={model}
          player={player}
          library={library}
          queue={queue}
          moments={moments}
          comments={comments}
          discord={discord}
          meetings={meetings}
          settings={settings}
          layout={layout}
          onInvite={() => void invite()}
          onLeave={onLeave}
          onTurned={host.onOrientation}
        />
        {discord === null ? null : (
          <DiscordLayer door={discord} room={room} player={player} model={model} layout={layout} />
        )}
        <p className="visuallyHidden" role="status" aria-live="polite">
          {said}
        </p>
      </GuestLinksContext>
    </ControlContext>
  )
}
