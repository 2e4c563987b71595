import { lazyPart } from '../../ui/lazyPart.tsx'
import type { SettingsDoor } from './createSettingsDoor.ts'

/** How long after coming in it is found out whether somebody may, ms: the video comes first. */
const ASK_AFTER_MS = 2_000

const SettingsGate = lazyPart(async () => {
  await new Promise(resolve => setTimeout(resolve, ASK_AFTER_MS))
  return (await import('./SettingsGate.tsx')).SettingsGate
}, 'nowhere')

export interface SettingsButtonProps {
  readonly door: SettingsDoor
  readonly onOpen: () => void
}

/** The way to the settings, which most members never see. */
export function SettingsButton(props: SettingsButtonProps) {
  return <SettingsGate {...props} />
}
