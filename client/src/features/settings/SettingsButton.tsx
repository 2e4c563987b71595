import { lazy, Suspense } from 'react'
import type { SettingsDoor } from './createSettingsDoor.ts'

/** How long after coming in it is found out whether somebody may, ms: the video comes first. */
const ASK_AFTER_MS = 2_000

const SettingsGate = lazy(async () => {
  await new Promise(resolve => setTimeout(resolve, ASK_AFTER_MS))
  const { SettingsGate: component } = await import('./SettingsGate.tsx')
  return { default: component }
})

export interface SettingsButtonProps {
  readonly door: SettingsDoor
  readonly onOpen: () => void
}

/** The way to the settings, which most members never see. */
export function SettingsButton(props: SettingsButtonProps) {
  return (
    <Suspense fallback={null}>
      <SettingsGate {...props} />
    </Suspense>
  )
}
