import type { Crowd } from '../crowd.ts'
import { columnsFor } from '../measure/columns.ts'
import type { Instruments } from '../measure/instruments.ts'
import { element } from './element.ts'
import { createPersonPanel, type PersonPanel } from './personPanel.ts'

/** Everybody's clients side by side. */
export function createFloor(crowd: Crowd, instruments: Instruments): HTMLElement {
  const heading = element(
    'h1',
    { class: 'visually-hidden' },
    `${crowd.state.channel.name}, everybody’s clients`,
  )
  const floor = element('main', { class: 'floor' }, heading)
  const panels = new Map<string, PersonPanel>()
  const arrange = () => {
    floor.style.setProperty('--columns', String(columnsFor(panels.size, floor.clientWidth)))
  }
  const update = () => {
    for (const person of crowd.people) {
      if (panels.has(person.user.name)) continue
      const panel = createPersonPanel(person, crowd)
      panels.set(person.user.name, panel)
      floor.append(panel.element)
    }
    arrange()
    for (const panel of panels.values()) panel.update()
  }
  new ResizeObserver(arrange).observe(floor)
  crowd.onChange(update)
  crowd.chats.onChange(update)
  instruments.onReading(reading => {
    for (const panel of panels.values()) panel.show(reading)
  })
  update()
  return floor
}
