import { element } from '../element.ts'
import { icon } from '../icon.ts'

export const sendButton = (): HTMLElement =>
  element(
    'button',
    { type: 'submit', class: 'icon-button', 'aria-label': 'Send', title: 'Send' },
    icon('send'),
  )
