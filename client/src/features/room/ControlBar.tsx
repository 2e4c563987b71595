import {
  Captions,
  Gauge,
  Maximize,
  Minimize,
  Pause,
  Play,
  SkipForward,
  SlidersHorizontal,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormat, useMessages } from '../../messages/TextContext.ts'
import type { Track } from '../../sync/playerView.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { useMovingPart } from '../../ui/useMoving.ts'
import { useStore } from '../../ui/useStore.ts'
import { useControlView, useReasons } from '../control/ControlContext.ts'
import type { MomentsDoor } from '../moments/createMomentsDoor.ts'
import styles from './ControlBar.module.css'
import type { RoomModel, RoomScreenView } from './createRoomModel.ts'
import { LiveBadge } from './LiveBadge.tsx'
import { Scrubber } from './Scrubber.tsx'
import { useFullScreen } from './useFullScreen.ts'
import { VolumeControl } from './VolumeControl.tsx'

export interface ControlBarProps {
  readonly model: RoomModel
  readonly view: RoomScreenView
  /** They are on the screen, and not only in the page. */
  readonly seen: boolean
  readonly moments: MomentsDoor
  /** Puts on the next one of the queue; null where there is none. */
  readonly onNext: (() => void) | null
  readonly onSelectCaptions: (trackId: string | null) => void
  /** What this viewer may do while watching on their own; null in step. */
  readonly apart: ReactNode
  readonly onOpenSettings: () => void
  readonly onMenuOpen: (open: boolean) => void
}

const OFF = 'off'
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2]

export function ControlBar(props: ControlBarProps) {
  const { model, view, onNext, onSelectCaptions, onMenuOpen } = props
  const { room, queue, control, personal } = useMessages()
  const format = useFormat()
  const fullScreen = useFullScreen()
  const { player } = view
  const reasons = useReasons(player.apart !== null)
  const { offer } = useControlView()
  const speeds = SPEEDS.map(rate => ({
    id: String(rate),
    label: rate === 1 ? room.speedNormal : format.rate(rate),
  }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a form's meaning
    <div className={styles['bar']} role="group" aria-label={room.controls}>
      {props.apart}
      <Scrubber
        hindered={reasons.seek}
        model={model}
        seen={props.seen}
        moments={useStore(props.moments.view)}
      />
      <div className={styles['buttons']} data-next={onNext === null ? undefined : true}>
        <IconButton
          label={view.wantsToPlay ? room.pause : room.play}
          icon={
            view.wantsToPlay ? (
              <Pause size={26} fill="currentColor" />
            ) : (
              <Play size={26} fill="currentColor" />
            )
          }
          shortcut="k"
          tip={reasons.playPause === undefined ? 'above' : 'aboveStart'}
          reason={reasons.playPause}
          onClick={model.togglePlay}
        />
        {onNext ? (
          <IconButton
            label={offer === 'vote' ? control.voteToSkip : queue.nextVideo}
            icon={<SkipForward size={22} />}
            tip={offer === 'suggest' ? 'aboveStart' : 'above'}
            reason={offer === 'suggest' ? reasons.queue : undefined}
            onClick={onNext}
          />
        ) : null}
        <VolumeControl player={player} onMute={model.toggleMuted} onVolume={model.setVolume} />
        {player.live ? (
          <LiveBadge model={model} seen={props.seen} reason={reasons.seek} />
        ) : (
          <Time model={model} seen={props.seen} />
        )}
        <span className={styles['space']} />
        <MenuButton
          label={room.captions}
          icon={<Captions size={22} />}
          shortcut="c"
          active={player.captions.some(track => track.active)}
          disabled={player.captions.length === 0}
          choices={[{ id: OFF, label: room.captionsOff }, ...player.captions]}
          selected={activeIn(player.captions) ?? OFF}
          onChoose={id => onSelectCaptions(id === OFF ? null : id)}
          onOpenChange={onMenuOpen}
        />
        <IconButton
          label={personal.open}
          icon={<SlidersHorizontal size={21} />}
          aria-haspopup="dialog"
          active={player.apart !== null}
          onClick={props.onOpenSettings}
        />
        {player.live ? null : (
          <MenuButton
            label={room.speed}
            icon={<Gauge size={22} />}
            active={view.rate !== 1}
            choices={speeds}
            selected={String(view.rate)}
            reason={reasons.rate}
            onReason={() => model.setRate(view.rate)}
            onChoose={id => model.setRate(Number(id))}
            onOpenChange={onMenuOpen}
          />
        )}
        {fullScreen.possible ? (
          <IconButton
            label={fullScreen.active ? room.exitFullScreen : room.fullScreen}
            icon={fullScreen.active ? <Minimize size={22} /> : <Maximize size={22} />}
            shortcut="f"
            tip="aboveEnd"
            onClick={fullScreen.toggle}
          />
        ) : null}
      </div>
    </div>
  )
}

function Time({ model, seen }: Pick<ControlBarProps, 'model' | 'seen'>) {
  const format = useFormat()
  const at = useMovingPart(model.view, ({ positionS }) => format.clock(positionS), seen)
  const { durationS } = useStore(model.screen).player
  return (
    <span className={styles['time']}>
      {at}
      {durationS === null ? null : <span className={styles['duration']}> / {format.clock(durationS)}</span>}
    </span>
  )
}

const activeIn = (tracks: readonly Track[]): string | undefined => tracks.find(track => track.active)?.id
