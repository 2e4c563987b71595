import type { SandboxUser } from '../../hostApi.ts'
import { element } from './element.ts'

export const displayName = (user: SandboxUser): string => user.nick ?? user.globalName

/** A person as a tile of the voice channel. */
export function faceTile(user: SandboxUser, speaking: boolean): HTMLElement {
  return element(
    'div',
    { class: 'face-tile', style: `--person: ${user.color}`, 'data-speaking': speaking },
    faceDisc(user),
    element('span', { class: 'face-name' }, displayName(user)),
    speaking ? element('span', { class: 'visually-hidden' }, 'is speaking') : null,
  )
}

export function faceDisc(user: SandboxUser): HTMLElement {
  const initial = user.globalName.slice(0, 1).toUpperCase()
  return element('span', { class: 'face', style: `--person: ${user.color}`, 'aria-hidden': 'true' }, initial)
}
