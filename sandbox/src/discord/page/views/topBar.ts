import type { Crowd } from '../crowd.ts'
import { element, setText } from './element.ts'
import { createGuestButton } from './guestButton.ts'

export const standInSentence =
  'This is a stand-in for Discord and Kaltura, for trying the product on one machine.'

export interface TopBar {
  readonly element: HTMLElement
  readonly update: (crowd: Crowd) => void
}

/** Says what this is, lets people in without Discord, and says whether the product's server runs. */
export function createTopBar(): TopBar {
  const server = element('span', { class: 'server-state', role: 'status' })
  const bar = element(
    'header',
    { class: 'top-bar' },
    element('strong', { class: 'top-bar-name' }, 'Sandbox'),
    element('span', { class: 'top-bar-sentence' }, standInSentence),
    createGuestButton(),
    server,
  )
  return {
    element: bar,
    update: ({ state }) => {
      server.dataset['state'] = state.server
      setText(server, state.server === 'running' ? 'Server running' : 'Server stopped')
    },
  }
}
