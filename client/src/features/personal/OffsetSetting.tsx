import { MAX_OFFSET_MS } from '@kaltura-discord/shared/protocol/http/preferences.ts'
import { useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './MySettings.module.css'
import { usePersonalMessages } from './messages/usePersonalMessages.ts'

export interface OffsetSettingProps {
  readonly offsetMs: number
  readonly onChange: (offsetMs: number) => void
}

const STEP_MS = 10
/** What wireless headphones are usually late by, ms. */
const WIRELESS_MS = 200

/** How much earlier this viewer's video plays, so that what they hear is in time. */
export function OffsetSetting({ offsetMs, onChange }: OffsetSettingProps) {
  const text = usePersonalMessages()
  const hint = useId()
  const value = text.offsetValue(offsetMs)
  return (
    <section className={styles['group']} aria-label={text.sound}>
      <div className={styles['row']}>
        <span className={styles['words']}>
          {text.offset}
          <span id={hint} className={styles['hint']}>
            {text.offsetText}
          </span>
        </span>
        <output className={styles['value']}>{value}</output>
      </div>
      <input
        className={styles['slider']}
        type="range"
        min={-MAX_OFFSET_MS}
        max={MAX_OFFSET_MS}
        step={STEP_MS}
        value={offsetMs}
        aria-label={text.offset}
        aria-valuetext={value}
        aria-describedby={hint}
        onChange={event => onChange(event.currentTarget.valueAsNumber)}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons are no form */}
      <div className={styles['presets']} role="group" aria-label={text.presets}>
        <Button look="quiet" onClick={() => onChange(0)}>
          {text.presetNone}
        </Button>
        <Button look="quiet" onClick={() => onChange(WIRELESS_MS)}>
          {text.presetWireless}
        </Button>
      </div>
    </section>
  )
}
