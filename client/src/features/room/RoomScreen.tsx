import { useEffect, useState } from 'react'
import type { Layout, Orientation } from '../../host/host.ts'
import { useMessages } from '../../messages/TextContext.ts'
import type { PlaybackController } from '../../sync/playerView.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { useStore } from '../../ui/useStore.ts'
import { CollectionsLayer } from '../collections/CollectionsLayer.tsx'
import type { CommentsDoor } from '../comments/createCommentsDoor.ts'
import { useControl, useControlView } from '../control/ControlContext.ts'
import { ControlLayer } from '../control/ControlLayer.tsx'
import type { DiscordDoor } from '../discord/createDiscordDoor.ts'
import { ShareLayer } from '../discord/ShareLayer.tsx'
import type { MeetingsDoor } from '../meetings/createMeetingsDoor.ts'
import { MeetingsButton } from '../meetings/MeetingsButton.tsx'
import { MeetingsLayer } from '../meetings/MeetingsLayer.tsx'
import type { MomentsDoor } from '../moments/createMomentsDoor.ts'
import type { QueueModel } from '../queue/createQueueModel.ts'
import { OfferLayer } from '../queue/OfferLayer.tsx'
import { QueueButton } from '../queue/QueueButton.tsx'
import { UpNextLayer, usePreparedUpNext } from '../queue/UpNextLayer.tsx'
import type { SettingsDoor } from '../settings/createSettingsDoor.ts'
import { SettingsButton } from '../settings/SettingsButton.tsx'
import { SettingsLayer } from '../settings/SettingsLayer.tsx'
import { LibraryScreen } from '../videos/LibraryScreen.tsx'
import type { Library } from '../videos/library.ts'
import type { RoomModel } from './createRoomModel.ts'
import { FaceRow } from './FaceRow.tsx'
import { LibraryBanner } from './LibraryBanner.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import { type PanelTab, panelPreference } from './panelPreference.ts'
import styles from './RoomScreen.module.css'
import { SidePanelLayer } from './SidePanelLayer.tsx'
import { Stage } from './Stage.tsx'
import { useKeys } from './useKeys.ts'

const KeyList = lazyPart(async () => (await import('./KeyList.tsx')).KeyList, 'over')

export interface RoomScreenProps {
  readonly model: RoomModel
  readonly player: PlaybackController
  readonly library: Library
  readonly queue: QueueModel
  readonly moments: MomentsDoor
  readonly comments: CommentsDoor
  /** Null outside Discord. */
  readonly discord: DiscordDoor | null
  /** Null where there can't be any. */
  readonly meetings: MeetingsDoor | null
  /** Null where there is no server that could have any. */
  readonly settings: SettingsDoor | null
  readonly layout: Layout
  readonly onInvite: () => void
  readonly onLeave: () => void
  /** Told when a phone is turned to watch: what lies over the video then goes. */
  readonly onTurned: (listener: (orientation: Orientation) => void) => () => void
}

/** Everything after signing in: the stage with its panel, and the library, which never stops the video. */
export function RoomScreen(props: RoomScreenProps) {
  const { model, player, library, queue, discord, meetings, settings, layout, onInvite, onLeave, onTurned } =
    props
  const view = useStore(model.screen)
  const [browsing, setBrowsing] = useState(false)
  const coming = useStore(queue.view)
  const closed = useStore(library.closed)
  const control = useControl()
  const { offer } = useControlView()
  const [stagePanel, setStagePanel] = useState(panelPreference.read)
  const [libraryPanel, setLibraryPanel] = useState<PanelTab | null>(null)
  const [meetingsOpen, setMeetingsOpen] = useState(false)
  const [settingsOpen, setSettingsOpen] = useState(false)
  const [keysOpen, setKeysOpen] = useState(false)
  const onStage = view.video !== null && (!browsing || layout !== 'focused')
  const entryId = view.video?.entryId
  const refused = coming.cannotWatch.get(entryId ?? '')
  const words = useMessages()

  useEffect(() => setBrowsing(false), [entryId])
  useEffect(
    () => onTurned(turned => setStagePanel(turned === 'landscape' ? null : panelPreference.read())),
    [onTurned],
  )
  usePreparedUpNext(queue)
  // Beside the library there is only what people ask for there, and it isn't remembered.
  const panel = onStage ? stagePanel : libraryPanel
  const setPanel = (tab: PanelTab | null): void => {
    if (!onStage) return setLibraryPanel(tab)
    setStagePanel(tab)
    panelPreference.write(tab)
  }
  const toggle = (tab: PanelTab): void => setPanel(panel === tab ? null : tab)
  const watch = async (entryId: string): Promise<boolean> => {
    if (entryId !== view.video?.entryId) {
      const done =
        offer === 'vote' ? await control.startVote({ kind: 'choose', entryId }) : await model.watch(entryId)
      if (!done) return false
    }
    setBrowsing(false)
    return true
  }
  const openFind = (): void => {
    if (layout !== 'focused') return
    setPanel('find')
    props.moments.asked.set(true)
  }
  const openComments = (): void => {
    if (layout !== 'focused' || view.video?.kind === 'live') return
    setPanel('comments')
    props.comments.asked.set(true)
  }
  useKeys({
    model,
    control,
    onStage,
    moments: props.moments,
    openFind,
    openComments,
    setBrowsing,
    showKeys: () => setKeysOpen(true),
  })

  const meetingsButton =
    meetings === null ? null : <MeetingsButton door={meetings} onOpen={() => setMeetingsOpen(true)} />
  const queueButton = <QueueButton queue={queue} open={panel === 'queue'} onToggle={() => toggle('queue')} />
  return (
    <main
      className={styles['room']}
      data-place={onStage ? 'stage' : 'library'}
      data-panel={panel ?? undefined}
      data-layout={layout}
    >
      {onStage ? null : (
        <LibraryScreen
          library={library}
          onNow={view.video}
          onWatch={watch}
          onQueue={queue.addVideo}
          collections={shown => (
            <CollectionsLayer
              {...shown}
              queue={queue}
              queueShown={panel === 'queue'}
              onNow={entryId ?? null}
              onWatch={watch}
            />
          )}
          offer={coming.offer === null ? null : <OfferLayer queue={queue} />}
          onLeave={onLeave}
          meetings={meetingsButton}
          queue={queueButton}
          settings={
            settings === null ? null : <SettingsButton door={settings} onOpen={() => setSettingsOpen(true)} />
          }
          faces={<FaceRow faces={view.faces} />}
          notice={<NoticeLine model={model} view={view} />}
          banner={
            <LibraryBanner
              view={view}
              queue={queue}
              closed={closed}
              onInvite={onInvite}
              onClear={model.clear}
            />
          }
        />
      )}
      {view.video === null ? null : (
        <div className={styles['stage']}>
          <Stage
            model={model}
            view={view}
            player={player}
            moments={props.moments}
            comments={props.comments}
            layout={layout}
            mini={!onStage}
            panel={panel}
            queue={queueButton}
            refused={refused ? words.queue.cannotWatch(refused.self, refused.names) : null}
            upNext={coming.upNextAtMs === null ? null : <UpNextLayer queue={queue} onNext={queue.next} />}
            onNext={coming.items.length === 0 ? null : queue.next}
            meetings={meetingsButton}
            share={discord === null ? null : <ShareLayer door={discord} model={model} />}
            onFind={() => (panel === 'find' ? setPanel(null) : openFind())}
            onComment={() => (panel === 'comments' ? setPanel(null) : openComments())}
            onTogglePeople={() => toggle('people')}
            closed={closed}
            onBrowse={() => setBrowsing(true)}
            onReturn={() => setBrowsing(false)}
            onLeave={onLeave}
          />
        </div>
      )}
      {layout === 'focused' ? (
        <ControlLayer
          queueShown={panel === 'queue'}
          underWay={onStage && panel !== 'queue' ? queue.underWay : null}
          video={view.video === null ? 'none' : view.player.phase === 'ready' ? 'up' : 'coming'}
        />
      ) : null}
      {panel !== null && layout === 'focused' ? (
        <aside className={styles['panel']}>
          <SidePanelLayer
            tab={panel}
            model={model}
            view={view}
            queue={queue}
            discord={discord}
            moments={props.moments}
            comments={props.comments}
            onJump={model.seek}
            onTab={setPanel}
            onInvite={onInvite}
            closed={closed}
            onBrowse={onStage ? () => setBrowsing(true) : null}
            onClose={() => setPanel(null)}
          />
        </aside>
      ) : null}
      {meetings !== null && meetingsOpen && layout === 'focused' ? (
        <MeetingsLayer door={meetings} onWatch={watch} onClose={() => setMeetingsOpen(false)} />
      ) : null}
      {settings !== null && settingsOpen && layout === 'focused' ? (
        <SettingsLayer door={settings} onClose={() => setSettingsOpen(false)} />
      ) : null}
      {keysOpen ? <KeyList onClose={() => setKeysOpen(false)} /> : null}
    </main>
  )
}
