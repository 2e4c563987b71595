import { createContext, useContext } from 'react'
import type { Settings } from './createSettings.ts'
import type { SettingsMessages } from './messages/en.ts'
import type { SettingsView } from './settingsView.ts'
import type { SettingWords } from './settingWords.ts'

/** What every setting needs to show itself. */
export interface SettingsParts {
  readonly settings: Settings
  readonly view: SettingsView
  readonly messages: SettingsMessages
  readonly words: SettingWords
}

export const SettingsContext = createContext<SettingsParts | null>(null)

export function useSettings(): SettingsParts {
  const parts = useContext(SettingsContext)
  if (parts === null) throw new Error('Nothing above gives settings')
  return parts
}
