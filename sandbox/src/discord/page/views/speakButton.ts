import type { Crowd } from '../crowd.ts'
import { element } from './element.ts'
import { icon } from './icon.ts'

/** Stands for a microphone that hears somebody; the others' Activities are told who speaks. */
export function speakButton(
  handle: string,
  crowd: Crowd,
): { readonly element: HTMLElement; readonly update: () => void } {
  const button = element(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Speak',
      title: 'Speak',
      onclick: () => crowd.setSpeaking(handle, !crowd.speaking.has(handle)),
    },
    icon('voice'),
  )
  return {
    element: button,
    update: () => button.setAttribute('aria-pressed', String(crowd.speaking.has(handle))),
  }
}
