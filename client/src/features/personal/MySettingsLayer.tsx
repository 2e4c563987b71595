import { lazy, Suspense } from 'react'
import type { ApartBarProps } from './ApartBar.tsx'
import type { MySettingsProps } from './MySettings.tsx'

const MySettings = lazy(async () => {
  const { MySettings: component } = await import('./MySettings.tsx')
  return { default: component }
})

const ApartBar = lazy(async () => {
  const { ApartBar: component } = await import('./ApartBar.tsx')
  return { default: component }
})

/** What one viewer decides for themselves, which comes with the first look at it. */
export function MySettingsLayer(props: MySettingsProps) {
  return (
    <Suspense fallback={null}>
      <MySettings {...props} />
    </Suspense>
  )
}

export function ApartBarLayer(props: ApartBarProps) {
  return (
    <Suspense fallback={null}>
      <ApartBar {...props} />
    </Suspense>
  )
}
