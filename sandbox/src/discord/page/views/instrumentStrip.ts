import type { Crowd } from '../crowd.ts'
import { formatMs } from '../measure/format.ts'
import { inStepMs } from '../measure/healTracker.ts'
import type { Instruments } from '../measure/instruments.ts'
import { element, setText } from './element.ts'
import { createOffsetGraph } from './offsetGraph.ts'
import { createOffsetList } from './offsetList.ts'

/** How far apart everybody is, now and over the last minute. */
export function createInstrumentStrip(crowd: Crowd, instruments: Instruments): HTMLElement {
  const value = element('span', { class: 'spread-value' })
  const p95 = element('span', { class: 'spread-p95' })
  const offsets = createOffsetList(crowd)
  const graph = createOffsetGraph(crowd, instruments.history)
  const readout = element(
    'div',
    { class: 'spread', title: 'Furthest ahead minus furthest behind, at one instant' },
    element('span', { class: 'spread-label' }, 'spread'),
    value,
    p95,
  )
  instruments.onReading(reading => {
    const { spreadMs, atMs } = reading
    readout.dataset['state'] = spreadMs === null ? 'none' : spreadMs <= inStepMs ? 'in-step' : 'apart'
    setText(value, spreadMs === null ? '–' : formatMs(spreadMs))
    const minuteMs = instruments.history.spreadP95Ms()
    setText(p95, minuteMs === null ? 'nothing to compare yet' : `95 % ≤ ${formatMs(minuteMs)} while all play`)
    offsets.show(reading)
    graph.draw(atMs)
  })
  return element(
    'section',
    { class: 'strip', 'aria-label': 'How far apart everybody is' },
    readout,
    offsets.element,
    graph.element,
  )
}
