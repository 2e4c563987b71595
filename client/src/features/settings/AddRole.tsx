import { RoleSchema } from '@kaltura-discord/shared/permissions/roles.ts'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import fieldStyles from './SettingField.module.css'
import { useSettings } from './SettingsContext.ts'
import styles from './SettingsPanel.module.css'
import { isRoleKey, roleKey, roleOfKey } from './settingRows.ts'

/** One more Discord role that stands for something here. It is kept by its id. */
export function AddRole() {
  const { settings, view, messages, words } = useSettings()
  const [role, setRole] = useState('')
  const [standsFor, setStandsFor] = useState('moderator')
  const mapped = new Set(view.rows.filter(({ key }) => isRoleKey(key)).map(({ key }) => roleOfKey(key)))
  const offered = (view.choices?.roles ?? []).filter(
    // One that is called like a word of ours is another one than that word.
    ({ id, name }) => !mapped.has(id) && (name === 'default' || !mapped.has(name)),
  )
  const problem = role === '' ? undefined : view.problems.get(roleKey(role))
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (role !== '' && (await settings.save(roleKey(role), standsFor))) setRole('')
  }
  return (
    <form className={styles['addRole']} onSubmit={event => void add(event)}>
      <h3 className={styles['groupTitle']}>{messages.addRole}</h3>
      {offered.length === 0 ? (
        <p className={styles['note']}>{messages.allRolesAdded}</p>
      ) : (
        <div className={styles['addRoleFields']}>
          <label className={styles['label']}>
            {messages.addRoleField}
            <select
              className={fieldStyles['text']}
              value={role}
              required
              onChange={event => setRole(event.currentTarget.value)}
            >
              <option value="">{messages.choose}</option>
              {offered.map(each => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
          <label className={styles['label']}>
            {messages.roleField}
            <select
              className={fieldStyles['text']}
              value={standsFor}
              onChange={event => setStandsFor(event.currentTarget.value)}
            >
              {RoleSchema.options.map(each => (
                <option key={each} value={each}>
                  {messages.roles[each] ?? each}
                </option>
              ))}
            </select>
          </label>
          <Button type="submit">{messages.addRoleAction}</Button>
        </div>
      )}
      {problem ? <p className={fieldStyles['problem']}>{words.problem(roleKey(role), problem)}</p> : null}
    </form>
  )
}
