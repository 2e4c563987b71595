import { X } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './SettingField.module.css'
import type { ControlProps } from './SettingField.tsx'
import { useSettings } from './SettingsContext.ts'
import { LIST_WORDS } from './settingWords.ts'

/** Who may do something: words of ours, and the server's own roles, which are kept by their ids. */
export function ListControl({ row, value, describedBy, disabled, onEdit }: ControlProps) {
  const { view, messages, words } = useSettings()
  const [chosen, setChosen] = useState('')
  const select = useRef<HTMLSelectElement>(null)
  const entries = Array.isArray(value) ? value.map(String) : []
  const name = words.name(row.key)
  const offered = [
    ...LIST_WORDS.map(word => ({ id: word, name: words.role(word) })),
    ...(view.choices?.roles ?? []),
  ].filter(({ id }) => !entries.includes(id))
  const remove = (entry: string): void => {
    onEdit(entries.filter(each => each !== entry))
    // The button goes with what it removes.
    select.current?.focus()
  }
  const add = (): void => {
    if (chosen === '') return
    onEdit([...entries, chosen])
    setChosen('')
    select.current?.focus()
  }
  return (
    <>
      {entries.length === 0 ? (
        <p className={styles['nobody']}>
          {row.key.includes('-config-') ? messages.onlyAdmins : messages.nobodyAtAll}
        </p>
      ) : (
        <ul className={styles['chips']} aria-label={messages.who(name)}>
          {entries.map(entry => (
            <li key={entry} className={styles['chip']}>
              <bdi>{words.role(entry)}</bdi>
              {disabled ? null : (
                <button
                  type="button"
                  className={styles['chipRemove']}
                  aria-label={messages.remove(words.role(entry))}
                  onClick={() => remove(entry)}
                >
                  <X size={16} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {disabled ? null : (
        <div className={styles['adding']}>
          <select
            ref={select}
            data-control
            className={styles['text']}
            aria-label={messages.addWho(name)}
            aria-describedby={describedBy}
            value={chosen}
            onChange={event => setChosen(event.currentTarget.value)}
          >
            <option value="">{messages.choose}</option>
            {offered.map(role => (
              <option key={role.id} value={role.id}>
                {role.name}
              </option>
            ))}
          </select>
          <Button disabled={chosen === ''} onClick={add}>
            {messages.add}
          </Button>
        </div>
      )}
    </>
  )
}
