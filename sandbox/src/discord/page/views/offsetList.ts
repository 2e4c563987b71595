import type { Crowd } from '../crowd.ts'
import { formatOffset, formatRate } from '../measure/format.ts'
import type { Reading } from '../measure/instruments.ts'
import { offsetsFromMedianMs } from '../measure/spread.ts'
import type { Person } from '../person.ts'
import { element, setAttribute, setText } from './element.ts'

/** The graph in numbers, as of now: how far each person is from the middle one, and how fast they play to get there. */
export function createOffsetList(crowd: Crowd) {
  const list = element('ul', { class: 'offsets' })
  const rows = new Map<string, ReturnType<typeof createRow>>()
  return {
    element: list,
    show: ({ positionsS }: Reading): void => {
      const offsetsMs = offsetsFromMedianMs(positionsS)
      for (const person of crowd.people) {
        const row = rows.get(person.user.name) ?? createRow(person)
        if (!rows.has(person.user.name)) list.append(row.element)
        rows.set(person.user.name, row)
        row.show(offsetsMs[person.user.name] ?? null)
      }
    },
  }
}

function createRow(person: Person) {
  const offset = element('span', { class: 'offset-value' })
  const rate = element('span', { class: 'offset-rate', title: 'Playback rate' })
  return {
    element: element(
      'li',
      { class: 'offset', style: `--person: ${person.user.color}` },
      element('span', { class: 'dot', 'aria-hidden': 'true' }),
      element('span', { class: 'offset-name' }, person.user.globalName),
      offset,
      rate,
    ),
    show: (offsetMs: number | null): void => {
      const video = person.sample?.video ?? null
      setText(offset, offsetMs === null ? '–' : formatOffset(offsetMs))
      setText(
        rate,
        video === null || offsetMs === null ? '' : video.paused ? 'paused' : formatRate(video.playbackRate),
      )
      setAttribute(rate, 'data-steering', video !== null && video.playbackRate !== 1)
    },
  }
}
