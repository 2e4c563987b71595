import type { SandboxUser } from '../../hostApi.ts'
import { usersOf } from '../commands/payloads.ts'
import type { Crowd } from '../crowd.ts'
import type { Person } from '../person.ts'
import { openFirstChat } from './chat/openFirstChat.ts'
import { element, replaceKeepingFocus } from './element.ts'
import { displayName, faceDisc, faceTile } from './face.ts'
import { icon } from './icon.ts'
import { layoutNames } from './personPanel.ts'
import { speakButton } from './speakButton.ts'
import { createTurnButton } from './turnButton.ts'

/** What the short way to several people shows where the address names nothing. */
const firstFilm = '0_testcard'

/** As a person would come to it: who am I, join the voice channel, pick the Activity, use it, leave. */
export function createVisit(crowd: Crowd): HTMLElement {
  const page = element('main', { class: 'visit' })
  const choose = async (user: SandboxUser) => {
    await crowd.seat([user.name])
    const person = crowd.find(user.name)
    if (person === null) return
    page.replaceChildren(...createRoom(person, crowd))
    await openFirstChat(person.user, crowd)
  }
  page.append(createChooser(crowd, user => void choose(user)))
  return page
}

function createChooser(crowd: Crowd, choose: (user: SandboxUser) => void): HTMLElement {
  const names = crowd.state.users.map(user =>
    element(
      'button',
      { type: 'button', class: 'person-link', onclick: () => choose(user) },
      faceDisc(user),
      displayName(user),
    ),
  )
  const several = new URL(location.href)
  several.searchParams.set('users', '3')
  if (crowd.parameters.customId === null) several.searchParams.set('watch', firstFilm)
  return element(
    'div',
    { class: 'plain-page' },
    element('h1', {}, 'Who are you?'),
    element('p', { class: 'quiet' }, `Pick a name and join ${crowd.state.guild.name}.`),
    element('div', { class: 'person-links' }, ...names),
    element(
      'p',
      { class: 'quiet' },
      'In a hurry? ',
      element('a', { href: several.href }, 'Watch with three people side by side'),
    ),
  )
}

function createRoom(person: Person, crowd: Crowd): readonly HTMLElement[] {
  const here = element('ul', { class: 'voice-list' })
  const hall = element('div', { class: 'hall' })
  const channels = createChannelLinks(person, crowd)
  const controls = element('div', { class: 'room-controls' })
  const shelf = createShelf(crowd, () => {
    shelf.close()
    void crowd.enter(person.user.name)
  })
  const side = element(
    'aside',
    { class: 'side' },
    element('h1', {}, crowd.state.guild.name),
    channels,
    element('h2', {}, crowd.state.channel.name),
    here,
  )
  const room = element('div', { class: 'room' }, hall, person.stage.element, shelf, controls)
  const update = () => {
    const inVoice = crowd.state.voice.includes(person.user.name)
    room.dataset['place'] = person.isInActivity ? 'activity' : inVoice ? 'voice' : 'outside'
    here.replaceChildren(...usersOf(crowd.state, crowd.state.voice).map(user => voiceRow(user, crowd)))
    replaceKeepingFocus(hall, hallContent(person, crowd, inVoice))
    replaceKeepingFocus(controls, controlsFor(person, crowd, inVoice, shelf))
  }
  crowd.onChange(update)
  update()
  return [side, room]
}

/** Channels one can write in; that of the voice channel is beside its people. */
function createChannelLinks(person: Person, crowd: Crowd): HTMLElement {
  const chat = crowd.chats.of(person.user)
  const links = element('div', { class: 'channel-links' })
  const update = () => {
    const buttons = chat.channels.map(channel =>
      element(
        'button',
        {
          type: 'button',
          class: 'channel-link',
          'aria-pressed': String(crowd.chats.shown === chat && chat.channel?.id === channel.id),
          'data-unread': chat.isUnread(channel.id),
          onclick: () => void crowd.chats.open(person.user, channel.id),
        },
        channel.kind === 'text' ? `# ${channel.name}` : `Chat of ${channel.name}`,
      ),
    )
    replaceKeepingFocus(links, buttons)
  }
  chat.onChange(update)
  crowd.chats.onChange(update)
  void chat.learnChannels()
  return links
}

function voiceRow(user: SandboxUser, crowd: Crowd): HTMLElement {
  const watches = crowd.state.instance?.participants.includes(user.name) === true
  return element(
    'li',
    { 'data-speaking': crowd.speaking.has(user.name) },
    faceDisc(user),
    displayName(user),
    watches ? element('span', { class: 'quiet' }, crowd.state.applicationName) : null,
  )
}

function hallContent(person: Person, crowd: Crowd, inVoice: boolean): readonly HTMLElement[] {
  if (inVoice) {
    return [
      element(
        'div',
        { class: 'hall-faces' },
        ...usersOf(crowd.state, crowd.state.voice).map(user => faceTile(user, crowd.speaking.has(user.name))),
      ),
    ]
  }
  const join = () => void crowd.client.joinVoice(person.user.name)
  return [
    element('h2', {}, crowd.state.channel.name),
    element('p', { class: 'quiet' }, whoIsHere(crowd)),
    element('button', { type: 'button', class: 'button primary', onclick: join }, 'Join voice'),
  ]
}

function whoIsHere(crowd: Crowd): string {
  const names = usersOf(crowd.state, crowd.state.voice).map(displayName)
  if (names.length === 0) return 'Nobody is here yet.'
  return `${new Intl.ListFormat('en').format(names)} ${names.length === 1 ? 'is' : 'are'} here.`
}

function controlsFor(
  person: Person,
  crowd: Crowd,
  inVoice: boolean,
  shelf: HTMLDialogElement,
): readonly HTMLElement[] {
  if (!inVoice) return []
  const speak = speakButton(person.user.name, crowd)
  speak.update()
  const button = (label: string, run: () => void, primary = false) =>
    element('button', { type: 'button', class: primary ? 'button primary' : 'button', onclick: run }, label)
  const leaveVoice = button('Leave voice', () => void leaveRoom(person, crowd))
  if (!person.isInActivity)
    return [button('Activities', () => shelf.showModal(), true), speak.element, leaveVoice]
  const layouts = layoutNames.map(([mode, name]) =>
    element(
      'button',
      {
        type: 'button',
        class: 'segment',
        'aria-pressed': String(person.layout === mode),
        onclick: () => person.setLayout(mode),
      },
      name,
    ),
  )
  const turn = createTurnButton(person)
  return [
    element('div', { class: 'segments', role: 'group', 'aria-label': 'Layout' }, ...layouts),
    ...(turn === null ? [] : [turn]),
    speak.element,
    button('Leave the Activity', () => void person.leave()),
    leaveVoice,
  ]
}

async function leaveRoom(person: Person, crowd: Crowd): Promise<void> {
  if (person.isInActivity) await person.leave()
  person.stage.note(null)
  await crowd.client.leaveVoice(person.user.name)
}

function createShelf(crowd: Crowd, launch: () => void): HTMLDialogElement {
  const { applicationName } = crowd.state
  const card = element(
    'button',
    { type: 'button', class: 'app-card', onclick: launch },
    element('span', { class: 'app-mark', 'aria-hidden': 'true' }, icon('play')),
    element('span', { class: 'app-name' }, applicationName),
    element('span', { class: 'quiet' }, 'Watch videos together, in step.'),
    element('span', { class: 'button primary', 'aria-hidden': 'true' }, 'Launch'),
  )
  const dialog = element(
    'dialog',
    { class: 'shelf', 'aria-label': 'Activities' },
    element('h2', {}, 'Activities'),
    card,
    element('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, 'Close'),
  )
  return dialog
}
