import { ArrowLeft, LogOut, MessageSquare, TextSearch, Users, VolumeX } from 'lucide-react'
import {
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Layout } from '../../host/host.ts'
import { useMessages } from '../../messages/TextContext.ts'
import type { PlaybackController } from '../../sync/playerView.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useStore } from '../../ui/useStore.ts'
import { CommentFloatLayer } from '../comments/CommentFloatLayer.tsx'
import type { CommentsDoor } from '../comments/createCommentsDoor.ts'
import type { MomentsDoor } from '../moments/createMomentsDoor.ts'
import { ApartBarLayer, MySettingsLayer } from '../personal/MySettingsLayer.tsx'
import { FirstHintLayer } from '../welcome/FirstHintLayer.tsx'
import { CaptionLines } from './CaptionLines.tsx'
import { ControlBar } from './ControlBar.tsx'
import { createControlsVisibility } from './createControlsVisibility.ts'
import type { RoomModel, RoomScreenView } from './createRoomModel.ts'
import { FaceRow } from './FaceRow.tsx'
import { GestureLayer } from './gestures/GestureLayer.tsx'
import { NoticeLine } from './NoticeLine.tsx'
import type { PanelTab } from './panelPreference.ts'
import styles from './Stage.module.css'
import { StageOverlay } from './StageOverlay.tsx'
import { toggleFullScreen } from './useFullScreen.ts'

export interface StageProps {
  readonly model: RoomModel
  readonly view: RoomScreenView
  readonly player: PlaybackController
  readonly moments: MomentsDoor
  readonly comments: CommentsDoor
  readonly layout: Layout
  /** Shrunk into a corner while people look for another video. */
  readonly mini: boolean
  readonly panel: PanelTab | null
  /** Whom the account refuses what is on; null where that is nobody. */
  readonly refused: string | null
  /** What comes by itself; null while nothing does. */
  readonly upNext: ReactNode
  /** Puts on the next one of the queue; null where there is none. */
  readonly onNext: (() => void) | null
  /** The way to the queue. */
  readonly queue: ReactNode
  /** The way to the meetings, where there can be any. */
  readonly meetings: ReactNode
  /** The button that shares this moment. */
  readonly share: ReactNode
  readonly onFind: () => void
  readonly onComment: () => void
  readonly onTogglePeople: () => void
  /** The library isn't for this viewer: there is nothing to be chosen. */
  readonly closed: boolean
  readonly onBrowse: () => void
  readonly onReturn: () => void
  readonly onLeave: () => void
}

/** The video, edge to edge, and what lies over it. */
export function Stage(props: StageProps) {
  const { model, view, player, layout, mini } = props
  const { library, people, room } = useMessages()
  const controls = useMemo(createControlsVisibility, [])
  const visible = useStore(controls.visible)
  const screen = useRef<HTMLDivElement>(null)
  const small = mini || layout !== 'focused'
  const { scene } = view
  const { style: captionStyle } = useStore(player.choices).captions
  const [settingsOpen, setSettingsOpen] = useState(false)

  useEffect(() => () => controls.close(), [controls])
  useEffect(() => {
    if (screen.current) player.attach(screen.current)
    return () => player.detach()
  }, [player])
  const playing = scene.kind === 'playing' || scene.kind === 'buffering' || scene.kind === 'waiting'
  useEffect(() => controls.hold('notPlaying', !playing), [controls, playing])
  useEffect(() => {
    const onKey = (): void => controls.stir()
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [controls])

  const onPointerMove = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') controls.stir()
  }
  const onScreenPointerUp = (event: PointerEvent): void => {
    // Fingers have more to say once somebody listens to them.
    const listened = event.currentTarget.hasAttribute('data-gestures')
    if (event.pointerType !== 'mouse' && !listened) controls.toggle()
  }
  const shown = visible && !small

  return (
    <section
      className={styles['stage']}
      aria-label={room.videoStage}
      data-controls={shown || undefined}
      data-mini={mini || undefined}
      data-layout={layout}
      data-scene={scene.kind === 'loading' && scene.late ? 'late' : scene.kind}
      data-apart={view.player.apart === null ? undefined : true}
      onPointerMove={onPointerMove}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: taps and double clicks have keys and buttons that do the same */}
      <div
        ref={screen}
        className={styles['screen']}
        onPointerUp={onScreenPointerUp}
        onDoubleClick={small ? undefined : toggleFullScreen}
      />
      {small ? null : <GestureLayer screen={screen} model={model} controls={controls} />}
      {mini ? null : <CaptionLines lines={view.player.captionLines} style={captionStyle} />}
      {mini ? (
        <button type="button" className={styles['return']} onClick={props.onReturn}>
          <span className={styles['returnText']}>
            <ArrowLeft size={18} />
            {library.backToVideo}
          </span>
        </button>
      ) : null}
      {small ? null : (
        <header className={styles['top']} {...holding(controls)}>
          <IconButton
            label={room.videos}
            icon={<ArrowLeft size={22} />}
            tip="belowStart"
            onClick={props.onBrowse}
          />
          <div className={styles['titles']}>
            <h1 className={styles['title']}>{view.video?.name}</h1>
            <p className={styles['refused']} role="status">
              {props.refused}
            </p>
          </div>
          <div className={styles['faces']}>
            <FaceRow faces={view.faces} />
          </div>
          {props.share}
          {props.meetings}
          {props.queue}
          {view.player.live ? null : (
            <span className={styles['wide']}>
              <IconButton
                label={room.find}
                icon={<TextSearch size={22} />}
                shortcut="/"
                tip="belowEnd"
                aria-pressed={props.panel === 'find'}
                active={props.panel === 'find'}
                onClick={props.onFind}
              />
              <IconButton
                label={room.comments}
                icon={<MessageSquare size={21} />}
                shortcut="p"
                tip="belowEnd"
                aria-pressed={props.panel === 'comments'}
                active={props.panel === 'comments'}
                onClick={props.onComment}
              />
            </span>
          )}
          <IconButton
            label={room.people}
            icon={<Users size={22} />}
            tip="belowEnd"
            aria-pressed={props.panel === 'people'}
            active={props.panel === 'people'}
            onClick={props.onTogglePeople}
          />
          <IconButton label={room.leave} icon={<LogOut size={21} />} tip="belowEnd" onClick={props.onLeave} />
        </header>
      )}
      {layout === 'grid' && !mini ? (
        <p className={styles['tile']}>
          <span className={styles['title']}>{view.video?.name}</span>
          <span className={styles['tileCount']}>{people.count(view.faces.length)}</span>
        </p>
      ) : null}
      {small ? null : <CommentFloatLayer door={props.comments} />}
      {mini ? null : <Middle {...props} small={small} />}
      {small ? null : (
        <div className={styles['bottom']} {...holding(controls)}>
          <ControlBar
            model={model}
            view={view}
            seen={shown}
            moments={props.moments}
            onNext={props.onNext}
            onSelectCaptions={id => player.selectCaptions(id)}
            apart={
              view.player.apart === null ? null : <ApartBarLayer apart={view.player.apart} player={player} />
            }
            onOpenSettings={() => setSettingsOpen(true)}
            onMenuOpen={open => controls.hold('menuOpen', open)}
          />
        </div>
      )}
      {settingsOpen && !small ? (
        <MySettingsLayer view={view} player={player} onClose={() => setSettingsOpen(false)} />
      ) : null}
    </section>
  )
}

function Middle({
  model,
  view,
  player,
  upNext,
  onNext,
  closed,
  onBrowse,
  small,
}: StageProps & { readonly small: boolean }) {
  const { room } = useMessages()
  return (
    <>
      <div className={styles['notices']}>
        <NoticeLine model={model} view={view} />
        {small ? null : <FirstHintLayer playing={view.scene.kind === 'playing'} />}
      </div>
      <div className={styles['middle']}>
        <StageOverlay
          scene={view.scene}
          apart={view.player.apart !== null}
          faces={view.faces}
          little={small}
          onContinueWithout={model.continueWithout}
          onWatchAgain={model.play}
          onChooseAnother={closed ? null : onBrowse}
          onRetry={() => player.retry()}
          upNext={upNext}
          onNext={onNext}
        />
      </div>
      {view.player.soundBlocked && !small ? (
        <div className={styles['sound']} data-sound-blocked="">
          <Button look="primary" icon={<VolumeX size={18} />} onClick={() => player.setMuted(false)}>
            {room.tapForSound}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** While the pointer or the focus is on controls, they stay. */
function holding(controls: ReturnType<typeof createControlsVisibility>) {
  return {
    onPointerEnter: (event: PointerEvent) =>
      event.pointerType === 'mouse' && controls.hold('pointerOnControls', true),
    onPointerLeave: () => controls.hold('pointerOnControls', false),
    // A click leaves focus behind without anybody looking for it there; only focus that shows counts.
    onFocus: (event: FocusEvent) => controls.hold('focusInside', event.target.matches(':focus-visible')),
    onBlur: () => controls.hold('focusInside', false),
  }
}
