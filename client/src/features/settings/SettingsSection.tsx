import type { ConfigSection } from '@kaltura-discord/shared/config/configSchema.ts'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { AddRole } from './AddRole.tsx'
import { ResetDialog } from './ResetDialog.tsx'
import { SettingField } from './SettingField.tsx'
import { useSettings } from './SettingsContext.ts'
import styles from './SettingsPanel.module.css'
import type { SettingRow } from './settingRows.ts'

/** The settings of one section, those that belong together under one heading. */
export function SettingsSection({ section }: { readonly section: ConfigSection }) {
  const { view, messages } = useSettings()
  const [asking, setAsking] = useState(false)
  const rows = view.rows.filter(row => row.section === section)
  const mayReset = view.choices?.may.reset === true && rows.some(({ own }) => own)
  return (
    <>
      {groupsOf(rows).map(([group, inGroup]) => (
        <Group key={group ?? ''} title={(group && messages.groups[group]) ?? messages.sections[section]}>
          {inGroup.map(row => (
            <SettingField key={row.key} row={row} />
          ))}
        </Group>
      ))}
      {section === 'roles' && view.choices?.may.update ? <AddRole /> : null}
      {mayReset ? (
        <div className={styles['foot']}>
          <Button onClick={() => setAsking(true)}>{messages.resetSection(messages.sections[section])}</Button>
        </div>
      ) : null}
      {asking ? <ResetDialog section={section} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles['group']}>
      <h3 className={styles['groupTitle']}>{title}</h3>
      <div className={styles['rows']}>{children}</div>
    </div>
  )
}

function groupsOf(rows: readonly SettingRow[]): readonly (readonly [string | null, readonly SettingRow[]])[] {
  const groups = new Map<string | null, SettingRow[]>()
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row])
  return [...groups]
}
