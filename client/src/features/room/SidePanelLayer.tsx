import { lazyPart } from '../../ui/lazyPart.tsx'
import type { SidePanelProps } from './SidePanel.tsx'

const SidePanel = lazyPart(async () => (await import('./SidePanel.tsx')).SidePanel, 'inPlace')

/** The panel, which comes when it is first opened. */
export function SidePanelLayer(props: SidePanelProps) {
  return <SidePanel {...props} />
}
