import { useFormat } from '../../messages/TextContext.ts'
import { useSettings } from './SettingsContext.ts'
import styles from './SettingsPanel.module.css'

/** Who changed what, the latest first. */
export function ChangeHistory() {
  const { view, messages, words } = useSettings()
  const format = useFormat()
  if (view.changes.length === 0)
    return (
      <div className={styles['instead']}>
        <p>{messages.historyEmpty}</p>
      </div>
    )
  return (
    <div>
      <h3 id="settings-history" className="visuallyHidden">
        {messages.history}
      </h3>
      <ol className={styles['changes']} aria-labelledby="settings-history">
        {view.changes.map(change => (
          <li key={change.version} className={styles['past']}>
            <p>
              <strong>{words.changer(change)}</strong>{' '}
              <time className={styles['faint']} dateTime={change.at}>
                {format.moment(change.at)}
              </time>
            </p>
            <ul className={styles['keys']}>
              {change.keys.map(({ key, before, after }) => (
                <li key={key}>
                  {messages.became(words.name(key), words.value(key, before), words.value(key, after))}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  )
}
