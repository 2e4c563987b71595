import { useId, useRef } from 'react'
import { useFormat } from '../../messages/TextContext.ts'
import { Button } from '../../ui/Button.tsx'
import { ChannelControl } from './ChannelControl.tsx'
import { ListControl } from './ListControl.tsx'
import { RoleControl } from './RoleControl.tsx'
import styles from './SettingField.module.css'
import { useSettings } from './SettingsContext.ts'
import { SwitchControl } from './SwitchControl.tsx'
import { isSame } from './settingPatch.ts'
import { differs, isRoleKey, type SettingRow } from './settingRows.ts'
import { TextControl } from './TextControl.tsx'

/** What each kind of control is given. */
export interface ControlProps {
  readonly row: SettingRow
  /** What is being written, else what is in force. */
  readonly value: unknown
  /** The element that says what is to be known of it. */
  readonly describedBy: string
  readonly disabled: boolean
  readonly onEdit: (value: unknown) => void
  readonly onSave: (value: unknown) => void
}

const CONTROLS = {
  switch: SwitchControl,
  template: TextControl,
  text: TextControl,
  channel: ChannelControl,
  list: ListControl,
  role: RoleControl,
}

/** One setting: what it is for, its value, its default, and who changed it last. */
export function SettingField({ row }: { readonly row: SettingRow }) {
  const { settings, view, messages, words } = useSettings()
  const element = useRef<HTMLDivElement>(null)
  const id = useId()
  const { key } = row
  const draft = view.drafts.get(key)
  const problem = view.problems.get(key)
  const name = words.name(key)
  const Control = CONTROLS[row.kind]
  const value = draft === undefined ? row.value : draft.value
  const backToControl = (): void => element.current?.querySelector<HTMLElement>('[data-control]')?.focus()
  const save = (next: unknown): void => {
    // A channel that isn't chosen and a text that isn't there are different things.
    void settings.save(key, row.optional && next === '' ? null : next)
  }
  return (
    <div
      ref={element}
      id={`setting:${key}`}
      className={styles['field']}
      data-kind={row.kind}
      aria-busy={view.saving.has(key)}
    >
      <p className={styles['name']}>
        {name}
        {differs(row) ? <span className={styles['differs']}>{messages.differs}</span> : null}
      </p>
      <div className={styles['control']}>
        <Control
          row={row}
          value={value}
          describedBy={id}
          disabled={view.choices?.may.update !== true}
          onEdit={next => settings.edit(key, next)}
          onSave={save}
        />
      </div>
      <div id={id} className={styles['about']}>
        <p>{words.hint(row)}</p>
        {problem ? <p className={styles['problem']}>{words.problem(key, problem)}</p> : null}
        {draft !== undefined && !isSame(draft.base, row.value) ? (
          <p className={styles['problem']}>{messages.meanwhileHere(words.value(key, row.value))}</p>
        ) : null}
      </div>
      {draft !== undefined ? (
        <div className={styles['actions']}>
          <Button
            aria-label={messages.cancelOf(name)}
            onClick={() => {
              settings.letGo(key)
              backToControl()
            }}
          >
            {messages.cancel}
          </Button>
          <Button
            look="primary"
            aria-label={messages.saveOf(name)}
            disabled={view.saving.has(key)}
            onClick={() => {
              save(draft.value)
              backToControl()
            }}
          >
            {view.saving.has(key) ? messages.saving : messages.save}
          </Button>
        </div>
      ) : null}
      <Origin row={row} name={name} onCleared={backToControl} />
    </div>
  )
}

interface OriginProps {
  readonly row: SettingRow
  readonly name: string
  readonly onCleared: () => void
}

/** Where the value comes from, and the way back to the default. */
function Origin({ row, name, onCleared }: OriginProps) {
  const { settings, view, messages, words } = useSettings()
  const format = useFormat()
  const { key, change, defaultValue, own } = row
  const isAddedRole = isRoleKey(key) && defaultValue === null
  const clear = (): void => {
    onCleared()
    void settings.save(key, null)
  }
  return (
    <div className={styles['origin']}>
      <p className={styles['facts']}>
        <span>
          {defaultValue === null ? messages.noDefault : messages.defaultIs(words.value(key, defaultValue))}
        </span>
        {change ? <span>{messages.changedBy(words.changer(change), format.moment(change.at))}</span> : null}
      </p>
      {own && view.choices?.may.update ? (
        <button
          type="button"
          className={styles['clear']}
          aria-label={isAddedRole ? messages.removeRoleOf(name) : messages.backToDefaultOf(name)}
          onClick={clear}
        >
          {isAddedRole ? messages.removeRole : messages.backToDefault}
        </button>
      ) : null}
    </div>
  )
}
