import { type ConfigSection, ConfigSectionSchema } from '@kaltura-discord/shared/config/configSchema.ts'
import { useRef, useState } from 'react'
import { ChangeHistory } from './ChangeHistory.tsx'
import { MeanwhileNotice } from './MeanwhileNotice.tsx'
import { SaidLine } from './SaidLine.tsx'
import { useSettings } from './SettingsContext.ts'
import styles from './SettingsPanel.module.css'
import { SettingsSection } from './SettingsSection.tsx'
import { differs } from './settingRows.ts'

type Part = ConfigSection | 'history'
const PARTS: readonly Part[] = [...ConfigSectionSchema.options, 'history']

/** One part of the configuration at a time, as the configuration itself is divided. */
export function SettingsBody() {
  const { view, messages } = useSettings()
  const [part, setPart] = useState<Part>('notifications')
  const scroll = useRef<HTMLElement>(null)
  const titleOf = (of: Part): string => (of === 'history' ? messages.history : messages.sections[of])
  const choose = (next: Part): void => {
    setPart(next)
    scroll.current?.scrollTo(0, 0)
  }
  return (
    <div className={styles['panel']}>
      <nav className={styles['parts']} aria-label={messages.parts}>
        {PARTS.map(each => (
          <PartButton key={each} part={each} current={each === part} onChoose={choose} />
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where nothing in it takes the focus, it has to be scrolled all the same */}
      <section className={styles['scroll']} ref={scroll} tabIndex={0} aria-label={titleOf(part)}>
        <div role="status">{view.stale ? <p className={styles['stale']}>{messages.stale}</p> : null}</div>
        {view.choices?.may.update === false ? <p className={styles['note']}>{messages.readOnly}</p> : null}
        <MeanwhileNotice />
        {part === 'history' ? <ChangeHistory /> : <SettingsSection section={part} />}
      </section>
      <SaidLine />
    </div>
  )
}

interface PartButtonProps {
  readonly part: Part
  readonly current: boolean
  readonly onChoose: (part: Part) => void
}

function PartButton({ part, current, onChoose }: PartButtonProps) {
  const { view, messages } = useSettings()
  const count = view.rows.filter(row => row.section === part && differs(row)).length
  return (
    <button
      type="button"
      className={styles['part']}
      aria-current={current ? 'true' : undefined}
      onClick={() => onChoose(part)}
    >
      {part === 'history' ? messages.history : messages.sections[part]}
      {count > 0 ? (
        <>
          {' '}
          <span className={styles['count']} aria-hidden="true">
            {count}
          </span>
          <span className="visuallyHidden">({messages.differing(count)})</span>
        </>
      ) : null}
    </button>
  )
}
