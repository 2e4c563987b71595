import type { Person } from '../person.ts'
import { element } from './element.ts'
import { icon } from './icon.ts'

/** For pages that show one person without a menu: a window of a phone's size is turned by turning the phone. */
export function createTurnButton(person: Person): HTMLElement | null {
  if (!person.stage.isPhoneDrawn()) return null
  return element(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Turn the phone',
      title: 'Turn the phone',
      onclick: () => person.turn(),
    },
    icon('turn'),
  )
}
