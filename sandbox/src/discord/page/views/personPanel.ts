import type { Crowd } from '../crowd.ts'
import { describeConditions, formatPosition } from '../measure/format.ts'
import type { Reading } from '../measure/instruments.ts'
import type { Person } from '../person.ts'
import type { LayoutMode } from '../rpc/rpcContext.ts'
import { createChatButton } from './chat/chatButton.ts'
import { element, replaceKeepingFocus, setText } from './element.ts'
import { displayName } from './face.ts'
import { icon } from './icon.ts'
import { editRoles } from './rolesDialog.ts'
import { speakButton } from './speakButton.ts'

export const layoutNames: readonly (readonly [LayoutMode, string])[] = [
  ['focused', 'Focused'],
  ['grid', 'Grid'],
  ['pip', 'Picture-in-picture'],
]

const heats = [
  [0, 'The phone is cool'],
  [2, 'The phone gets hot'],
  [3, 'The phone gets too hot'],
] as const

/** Heard by an Activity when it is launched. */
const locales = [
  ['en-US', 'Discord in English'],
  ['de', 'Discord auf Deutsch'],
] as const

export interface PersonPanel {
  readonly element: HTMLElement
  readonly update: () => void
  readonly show: (reading: Reading) => void
}

/** One person's client with a slim bar above: who, over what line, where in the video, and what can be done. */
export function createPersonPanel(person: Person, crowd: Crowd): PersonPanel {
  const { user } = person
  const conditions = element('span', { class: 'badge' })
  const position = element('span', { class: 'position' })
  const sound = element('span', { class: 'sound' })
  const speak = speakButton(user.name, crowd)
  const chat = createChatButton(user, crowd)
  const menu = createMenu(person, crowd)
  const bar = element(
    'header',
    { class: 'person-bar' },
    element('span', { class: 'dot', 'aria-hidden': 'true' }),
    element('h2', { class: 'person-name' }, displayName(user)),
    conditions,
    element('span', { class: 'spring' }),
    position,
    sound,
    chat.element,
    speak.element,
    menu.element,
  )
  const label = `${displayName(user)}’s client`
  return {
    element: element(
      'section',
      { class: 'person', style: `--person: ${user.color}`, 'aria-label': label, 'data-person': user.name },
      bar,
      person.stage.element,
    ),
    update: () => {
      setText(conditions, describeConditions(crowd.state.network[user.name], person.clockOffsetMs))
      bar.title = person.presence ?? ''
      speak.update()
      chat.update()
      menu.update()
    },
    show: ({ positionsS }) => {
      const positionS = positionsS[user.name]
      setText(position, positionS === undefined ? '' : formatPosition(positionS))
      showSound(sound, person.sample?.video?.muted ?? null)
    },
  }
}

function showSound(node: HTMLElement, muted: boolean | null): void {
  const state = muted === null ? '' : muted ? 'muted' : 'sound'
  if (node.dataset['state'] === state) return
  node.dataset['state'] = state
  if (state === '') node.replaceChildren()
  else
    node.replaceChildren(
      icon(state),
      element('span', { class: 'visually-hidden' }, muted ? 'Muted' : 'Sound on'),
    )
}

function createMenu(
  person: Person,
  crowd: Crowd,
): { readonly element: HTMLElement; readonly update: () => void } {
  const list = element('div', { class: 'menu-list' })
  const menu = element(
    'details',
    { class: 'menu', name: 'person-menu' },
    element(
      'summary',
      { class: 'icon-button', 'aria-label': `What ${person.user.globalName} can do` },
      icon('more'),
    ),
    list,
  )
  menu.addEventListener('keydown', event => {
    if (event.key === 'Escape') menu.open = false
  })
  menu.addEventListener('focusout', () => {
    // Only then it is known who has the focus now; items that are rendered anew get it back at once.
    setTimeout(() => {
      if (!menu.contains(document.activeElement)) menu.open = false
    })
  })
  const item = (label: string, run: () => void, checked?: boolean) =>
    element(
      'button',
      {
        type: 'button',
        class: 'menu-item',
        'aria-pressed': checked === undefined ? null : String(checked),
        onclick: () => {
          menu.open = false
          run()
        },
      },
      label,
    )
  const items = (): readonly HTMLElement[] => [
    ...layoutNames.map(([mode, name]) => item(name, () => person.setLayout(mode), person.layout === mode)),
    ...(person.platform === 'mobile'
      ? [
          item('Turn the phone', () => person.turn()),
          ...heats.map(([state, name]) =>
            item(name, () => person.setThermal(state), person.thermal === state),
          ),
          item('Back to the desk', () => void person.moveTo('desktop')),
        ]
      : [item('Move to a phone', () => void person.moveTo('mobile'))]),
    ...locales.map(([locale, name]) => item(name, () => person.setLocale(locale), person.locale === locale)),
    item('Roles…', () => void editRoles(person.stage, person.user, crowd)),
    person.isInActivity
      ? item('Leave the Activity', () => void person.leave())
      : item('Launch the Activity', () => void person.launch()),
  ]
  return { element: menu, update: () => replaceKeepingFocus(list, items()) }
}
