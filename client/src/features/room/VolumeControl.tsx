import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { useMessages } from '../../messages/TextContext.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import type { CalmPlayer } from './createRoomModel.ts'
import styles from './VolumeControl.module.css'

export interface VolumeControlProps {
  readonly player: Pick<CalmPlayer, 'muted' | 'volume'>
  readonly onMute: () => void
  readonly onVolume: (volume: number) => void
}

/** This viewer's own loudness. Phones have keys for it, so there it is only the button. */
export function VolumeControl({ player, onMute, onVolume }: VolumeControlProps) {
  const { room } = useMessages()
  const silent = player.muted || player.volume === 0
  const shown = silent ? 0 : player.volume
  return (
    <span className={styles['volume']}>
      <IconButton
        label={silent ? room.unmute : room.mute}
        icon={silent ? <VolumeX size={23} /> : shown < 0.5 ? <Volume1 size={23} /> : <Volume2 size={23} />}
        shortcut="m"
        onClick={onMute}
      />
      <input
        className={styles['slider']}
        type="range"
        min={0}
        max={100}
        step={5}
        value={Math.round(shown * 100)}
        aria-label={room.volume}
        style={{ backgroundSize: `${shown * 100}% 100%` }}
        onChange={event => onVolume(event.currentTarget.valueAsNumber / 100)}
      />
    </span>
  )
}
