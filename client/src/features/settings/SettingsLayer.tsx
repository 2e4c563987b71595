import { lazyPart } from '../../ui/lazyPart.tsx'
import type { SettingsDoor } from './createSettingsDoor.ts'

const SettingsPanel = lazyPart(async () => (await import('./SettingsPanel.tsx')).SettingsPanel, 'over')

export interface SettingsLayerProps {
  readonly door: SettingsDoor
  readonly onClose: () => void
}

/** The settings, which come with the first look at them. */
export function SettingsLayer(props: SettingsLayerProps) {
  return <SettingsPanel {...props} />
}
