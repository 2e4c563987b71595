import { lazy, Suspense } from 'react'
import type { SettingsDoor } from './createSettingsDoor.ts'

const SettingsPanel = lazy(async () => {
  const { SettingsPanel: component } = await import('./SettingsPanel.tsx')
  return { default: component }
})

export interface SettingsLayerProps {
  readonly door: SettingsDoor
  readonly onClose: () => void
}

/** The settings, which come with the first look at them. */
export function SettingsLayer(props: SettingsLayerProps) {
  return (
    <Suspense fallback={null}>
      <SettingsPanel {...props} />
    </Suspense>
  )
}
