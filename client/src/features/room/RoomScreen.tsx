import { useEffect, useState } from 'react'
import type { Layout } from '../../host/host.ts'
import type { PlaybackController } from '../../sync/playerView.ts'
import { useStore } from '../../ui/useStore.ts'
import type { MeetingsDoor } from '../meetings/createMeetingsDoor.ts'
import { MeetingsButton } from '../meetings/MeetingsButton.tsx'
import { MeetingsLayer } from '../meetings/MeetingsLayer.tsx'
import { LibraryScreen } from '../videos/LibraryScreen.tsx'
import type { Library } from '../videos/library.ts'
import type { RoomModel } from './createRoomModel.ts'
import { FaceRow } from './FaceRow.tsx'
import { KeyList } from './KeyList.tsx'
import { LibraryBanner } from './LibraryBanner.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { panelPreference } from './panelPreference.ts'
import styles from './RoomScreen.module.css'
import { Stage } from './Stage.tsx'
import { useKeys } from './useKeys.ts'

export interface RoomScreenProps {
  readonly model: RoomModel
  readonly player: PlaybackController
  readonly library: Library
  /** Null where there can't be any. */
  readonly meetings: MeetingsDoor | null
  readonly layout: Layout
  readonly onInvite: () => void
  readonly onLeave: () => void
  /** Told when a phone is turned to watch: what lies over the video then goes. */
  readonly onTurned: (listener: () => void) => () => void
}

/** Everything after signing in: the stage with its panel, and the library, which never stops the video. */
export function RoomScreen(props: RoomScreenProps) {
  const { model, player, library, meetings, layout, onInvite, onLeave, onTurned } = props
  const view = useStore(model.view)
  const [browsing, setBrowsing] = useState(false)
  const [panelOpen, setPanelOpen] = useState(panelPreference.read)
  const [meetingsOpen, setMeetingsOpen] = useState(false)
  const [keysOpen, setKeysOpen] = useState(false)
  const onStage = view.video !== null && (!browsing || layout !== 'focused')
  const entryId = view.video?.entryId

  useEffect(() => setBrowsing(false), [entryId])
  useEffect(() => onTurned(() => setPanelOpen(false)), [onTurned])
  const setPanel = (open: boolean): void => {
    setPanelOpen(open)
    panelPreference.write(open)
  }
  const watch = async (entryId: string): Promise<boolean> => {
    if (entryId !== view.video?.entryId && !(await model.watch(entryId))) return false
    setBrowsing(false)
    return true
  }
  useKeys({ model, onStage, setBrowsing, showKeys: () => setKeysOpen(true) })

  const meetingsButton =
    meetings === null ? null : <MeetingsButton door={meetings} onOpen={() => setMeetingsOpen(true)} />
  const panel = (
    <PeoplePanel
      faces={view.faces}
      comingIn={view.comingIn}
      onInvite={onInvite}
      onClose={onStage ? () => setPanel(false) : null}
    />
  )
  return (
    <main
      className={styles['room']}
      data-place={onStage ? 'stage' : 'library'}
      data-panel={panelOpen || undefined}
      data-layout={layout}
    >
      {onStage ? null : (
        <LibraryScreen
          library={library}
          onNow={view.video}
          onWatch={watch}
          onLeave={onLeave}
          meetings={meetingsButton}
          faces={<FaceRow faces={view.faces} />}
          notice={<NoticeLine notices={model.notices} view={view} />}
          banner={<LibraryBanner view={view} onInvite={onInvite} onClear={model.clear} />}
        />
      )}
      {view.video === null ? null : (
        <div className={styles['stage']}>
          <Stage
            model={model}
            view={view}
            player={player}
            layout={layout}
            mini={!onStage}
            panelOpen={panelOpen}
            meetings={meetingsButton}
            onTogglePanel={() => setPanel(!panelOpen)}
            onBrowse={() => setBrowsing(true)}
            onReturn={() => setBrowsing(false)}
            onLeave={onLeave}
          />
        </div>
      )}
      {onStage && panelOpen && layout === 'focused' ? (
        <aside className={styles['panel']}>{panel}</aside>
      ) : null}
      {meetings !== null && meetingsOpen && layout === 'focused' ? (
        <MeetingsLayer door={meetings} onWatch={watch} onClose={() => setMeetingsOpen(false)} />
      ) : null}
      {keysOpen ? <KeyList onClose={() => setKeysOpen(false)} /> : null}
    </main>
  )
}
