import { useEffect, useMemo, useState } from 'react'
import { Dialog } from '../../ui/Dialog.tsx'
import { useStore } from '../../ui/useStore.ts'
import type { Settings } from './createSettings.ts'
import { useSettingsMessages } from './messages/useSettingsMessages.ts'
import { SettingsBody } from './SettingsBody.tsx'
import { SettingsContext } from './SettingsContext.ts'
import { SettingsInstead } from './SettingsInstead.tsx'
import type { SettingsLayerProps } from './SettingsLayer.tsx'
import { createSettingWords } from './settingWords.ts'

/** The configuration of this server, for those who may see it: each key with its default and who changed it last. */
export function SettingsPanel({ door, onClose }: SettingsLayerProps) {
  const messages = useSettingsMessages()
  const { settings, failed, retry } = useLoaded(door.load)
  return (
    <Dialog title={messages.title} closeLabel={messages.close} onClose={onClose} wide>
      {settings === null ? (
        <SettingsInstead phase={failed ? 'failed' : 'loading'} messages={messages} onRetry={retry} />
      ) : (
        <Loaded settings={settings} />
      )}
    </Dialog>
  )
}

function Loaded({ settings }: { readonly settings: Settings }) {
  const messages = useSettingsMessages()
  const view = useStore(settings.view)
  const { choices } = view
  const words = useMemo(() => createSettingWords({ messages, choices }), [messages, choices])
  const parts = useMemo(() => ({ settings, view, messages, words }), [settings, view, messages, words])
  if (view.rows.length === 0)
    return (
      <SettingsInstead
        phase={view.phase === 'ready' ? 'loading' : view.phase}
        messages={messages}
        onRetry={settings.load}
      />
    )
  return (
    <SettingsContext value={parts}>
      <SettingsBody />
    </SettingsContext>
  )
}

function useLoaded(load: () => Promise<Settings>) {
  const [settings, setSettings] = useState<Settings | null>(null)
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let gone = false
    let opened: Settings | null = null
    void load().then(
      loaded => {
        if (gone) return
        opened = loaded
        opened.setOpen(true)
        setSettings(opened)
      },
      () => !gone && setFailed(true),
    )
    return () => {
      gone = true
      opened?.setOpen(false)
    }
  }, [load, attempt])
  const retry = (): void => {
    setFailed(false)
    setAttempt(attempt + 1)
  }
  return { settings, failed, retry }
}
