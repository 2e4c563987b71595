import type { CaptionStyle } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import type { PersonalChoices } from '../../sync/personalSettings.ts'
import type { PlaybackController, Track } from '../../sync/playerView.ts'
import { CaptionLines } from '../room/CaptionLines.tsx'
import styles from './MySettings.module.css'
import { usePersonalMessages } from './messages/usePersonalMessages.ts'
import { OptionField } from './OptionField.tsx'
import { StepChoice } from './StepChoice.tsx'

export interface CaptionSettingsProps {
  readonly captions: readonly Track[]
  readonly chosen: PersonalChoices['captions']
  readonly player: Pick<PlaybackController, 'selectCaptions' | 'setCaptionStyle'>
}

const OFF = 'off'

/** Which captions, and how they look. */
export function CaptionSettings({ captions, chosen, player }: CaptionSettingsProps) {
  const text = usePersonalMessages()
  const { style } = chosen
  const change = (some: Partial<CaptionStyle>): void => player.setCaptionStyle({ ...style, ...some })
  return (
    <section className={styles['group']} aria-label={text.captions}>
      {captions.length === 0 ? (
        <p className={styles['row']}>
          <span className={styles['words']}>{text.captions}</span>
          <span className={styles['hint']}>{text.none}</span>
        </p>
      ) : (
        <OptionField
          label={text.captions}
          options={[{ id: OFF, label: text.captionsOff }, ...captions]}
          selected={captions.find(track => track.active)?.id ?? OFF}
          onChoose={id => player.selectCaptions(id === OFF ? null : id)}
        />
      )}
      <StepChoice
        label={text.size}
        names={text.sizes}
        options={['small', 'medium', 'large', 'largest']}
        selected={style.size}
        onChoose={size => change({ size })}
      />
      <StepChoice
        label={text.position}
        names={text.positions}
        options={['bottom', 'top']}
        selected={style.position}
        onChoose={position => change({ position })}
      />
      <StepChoice
        label={text.background}
        names={text.backgrounds}
        options={['none', 'dimmed', 'solid']}
        selected={style.background}
        onChoose={background => change({ background })}
      />
      <div className={styles['preview']} role="img" aria-label={text.preview}>
        <CaptionLines lines={[text.sample]} style={style} />
      </div>
    </section>
  )
}
