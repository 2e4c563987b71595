import { lazyPart } from '../../ui/lazyPart.tsx'
import type { ApartBarProps } from './ApartBar.tsx'
import type { MySettingsProps } from './MySettings.tsx'

const MySettings = lazyPart(async () => (await import('./MySettings.tsx')).MySettings, 'over')

const ApartBar = lazyPart(async () => (await import('./ApartBar.tsx')).ApartBar, 'nowhere')

/** What one viewer decides for themselves, which comes with the first look at it. */
export function MySettingsLayer(props: MySettingsProps) {
  return <MySettings {...props} />
}

export function ApartBarLayer(props: ApartBarProps) {
  return <ApartBar {...props} />
}
