import type { PlaybackController } from '../../sync/playerView.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { RoomScreenView } from '../room/createRoomModel.ts'
import { CaptionSettings } from './CaptionSettings.tsx'
import { ChoiceRow } from './ChoiceRow.tsx'
import styles from './MySettings.module.css'
import { usePersonalMessages } from './messages/usePersonalMessages.ts'
import { OffsetSetting } from './OffsetSetting.tsx'
import { OptionField } from './OptionField.tsx'

export interface MySettingsProps {
  readonly view: RoomScreenView
  readonly player: PlaybackController
  readonly onClose: () => void
}

const AUTOMATIC = 'auto'

/** What one viewer decides for themselves, in one place. Everything shows at once behind the dialog. */
export function MySettings({ view, player, onClose }: MySettingsProps) {
  const text = usePersonalMessages()
  const choices = useStore(player.choices)
  const { apart, audioTracks, qualities } = view.player
  return (
    <Dialog title={text.title} closeLabel={text.close} onClose={onClose} sheet>
      <p className={styles['intro']}>{text.onlyYou}</p>
      <ChoiceRow
        label={text.leave}
        description={text.leaveText}
        checked={apart !== null}
        onChange={checked => player.setApart(checked)}
      />
      <CaptionSettings captions={view.player.captions} chosen={choices.captions} player={player} />
      {audioTracks.length > 1 ? (
        <OptionField
          label={text.audio}
          options={audioTracks}
          selected={audioTracks.find(track => track.active)?.id ?? ''}
          onChoose={id => player.selectAudio(id)}
        />
      ) : null}
      <OptionField
        label={text.quality}
        options={[{ id: AUTOMATIC, label: text.qualityAuto }, ...qualities]}
        selected={qualities.find(track => track.active)?.id ?? AUTOMATIC}
        onChoose={id => player.selectQuality(id === AUTOMATIC ? null : id)}
      />
      <OffsetSetting offsetMs={choices.offsetMs} onChange={ms => player.setOffset(ms)} />
    </Dialog>
  )
}
