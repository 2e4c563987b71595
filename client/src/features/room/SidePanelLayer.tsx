import { lazy, Suspense } from 'react'
import { Spinner } from '../../ui/Spinner.tsx'
import type { SidePanelProps } from './SidePanel.tsx'
import styles from './SidePanelLayer.module.css'

const SidePanel = lazy(async () => {
  const { SidePanel: component } = await import('./SidePanel.tsx')
  return { default: component }
})

/** The panel, which comes when it is first opened. */
export function SidePanelLayer(props: SidePanelProps) {
  return (
    <Suspense
      fallback={
        <div className={styles['loading']}>
          <Spinner size="large" />
        </div>
      }
    >
      <SidePanel {...props} />
    </Suspense>
  )
}
