import { useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useSettings } from './SettingsContext.ts'
import styles from './SettingsPanel.module.css'

/** A change was meant for a state that is no more: here is what has become of it meanwhile. */
export function MeanwhileNotice() {
  const { settings, view, messages, words } = useSettings()
  const { meanwhile } = view
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (meanwhile !== null) notice.current?.scrollIntoView({ block: 'nearest' })
  }, [meanwhile])
  return (
    <div role="alert" ref={notice}>
      {meanwhile === null ? null : (
        <div className={styles['meanwhile']}>
          <h3 className={styles['meanwhileTitle']}>{messages.meanwhileTitle}</h3>
          <p>{messages.meanwhileText}</p>
          <ul className={styles['changes']}>
            {meanwhile.map(change => (
              <li key={change.version}>
                <strong>{words.changer(change)}</strong>
                <ul className={styles['keys']}>
                  {change.keys.map(({ key, before, after }) => (
                    <li key={key}>
                      {messages.became(words.name(key), words.value(key, before), words.value(key, after))}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
          <Button onClick={settings.dismiss}>{messages.dismiss}</Button>
        </div>
      )}
    </div>
  )
}
