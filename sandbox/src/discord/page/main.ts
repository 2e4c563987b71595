import type { HostState } from '../hostApi.ts'
import { Crowd } from './crowd.ts'
import { HostClient } from './hostClient.ts'
import { HostRefusal } from './hostRequests.ts'
import { Instruments } from './measure/instruments.ts'
import { type PageParameters, parsePageParameters, unknownPerson } from './pageParameters.ts'
import { createSandboxHandle } from './sandboxHandle.ts'
import { createChatButton } from './views/chat/chatButton.ts'
import { createChatDrawer } from './views/chat/chatDrawer.ts'
import { openFirstChat } from './views/chat/openFirstChat.ts'
import { element, replaceKeepingFocus } from './views/element.ts'
import { createFloor } from './views/floor.ts'
import { createInstrumentStrip } from './views/instrumentStrip.ts'
import { createProblemPage } from './views/problemPage.ts'
import { createTopBar, standInSentence } from './views/topBar.ts'
import { createTrialPanel } from './views/trialPanel.ts'
import { createTurnButton } from './views/turnButton.ts'
import { createVisit } from './views/visit.ts'

// The SDK talks to the opener of its parent if there is one; this page is the client itself.
window.opener = null

const parsed = parsePageParameters(new URLSearchParams(location.search))
if (parsed.ok) await open(parsed.parameters)
else showProblem('This address can’t be opened', parsed.problems)

async function open(parameters: PageParameters): Promise<void> {
  const client = new HostClient()
  try {
    const state = await client.state()
    const problem = unknownPerson(
      parameters,
      state.users.map(({ name }) => name),
    )
    if (problem === null) await start(new Crowd({ client, state, parameters }), parameters)
    else showProblem('This address can’t be opened', [problem])
  } catch (error) {
    if (!(error instanceof HostRefusal)) throw error
    showProblem('The sandbox isn’t answering', ['Start it with “pnpm sandbox”, then load this page again.'])
  }
}

async function start(crowd: Crowd, parameters: PageParameters): Promise<void> {
  const instruments = new Instruments(crowd)
  window.sandbox = createSandboxHandle(crowd, instruments)
  reloadAfterAnOutage(crowd.client)
  const { mode } = parameters
  document.body.dataset['mode'] = mode.kind
  if (mode.kind === 'visit') {
    showBelowTopBar(crowd, createVisit(crowd))
    document.body.append(createChatDrawer(crowd))
    return
  }
  const handles = mode.kind === 'one' ? [mode.handle] : firstHandles(crowd.state, mode.count)
  await crowd.seat(handles)
  if (mode.kind === 'one') showOne(crowd)
  else showBelowTopBar(crowd, createFloor(crowd, instruments))
  if (mode.kind === 'several') document.body.append(createInstrumentStrip(crowd, instruments))
  document.body.append(createChatDrawer(crowd))
  if (parameters.panel !== 'none') {
    document.body.append(createTrialPanel(crowd, instruments, parameters.panel === 'open'))
  }
  const problem = await openFirst(crowd, handles)
  if (problem !== null) return showProblem('This address can’t be opened', [problem])
  // One after the other, so that the first in the address is the first in the Activity.
  for (const handle of handles) await crowd.enter(handle)
}

/** Whose chat the address means is the first person's. */
async function openFirst(crowd: Crowd, [first]: readonly string[]): Promise<string | null> {
  const person = crowd.find(first ?? '')
  return person === null ? null : openFirstChat(person.user, crowd)
}

function firstHandles({ users }: HostState, count: number): readonly string[] {
  return users.slice(0, count).map(({ name }) => name)
}

function showBelowTopBar(crowd: Crowd, content: HTMLElement): void {
  const bar = createTopBar()
  bar.update(crowd)
  crowd.onChange(() => bar.update(crowd))
  document.body.replaceChildren(bar.element, content)
}

function showOne(crowd: Crowd): void {
  const stages = crowd.people.map(person => person.stage.element)
  const note = element('p', { class: 'foot-note' }, standInSentence)
  const footer = element('footer', { class: 'foot-bar' })
  const chats = crowd.people.map(({ user }) => createChatButton(user, crowd))
  const update = () => {
    for (const chat of chats) chat.update()
    replaceKeepingFocus(footer, [note, ...turnButtons(crowd), ...chats.map(chat => chat.element)])
  }
  crowd.onChange(update)
  crowd.chats.onChange(update)
  update()
  document.body.replaceChildren(element('main', { class: 'single' }, ...stages), footer)
}

function turnButtons({ people }: Crowd): readonly HTMLElement[] {
  return people.flatMap(person => createTurnButton(person) ?? [])
}

function showProblem(title: string, sentences: readonly string[]): void {
  document.body.replaceChildren(createProblemPage(title, sentences))
}

/** Everybody here has left Discord when the stream broke; only a new start brings them back. */
function reloadAfterAnOutage(client: HostClient): void {
  let lost = false
  const notice = element(
    'p',
    { class: 'outage', role: 'alert' },
    'The sandbox isn’t answering. This page starts anew when it does.',
  )
  client.onConnection(connected => {
    if (connected && lost) location.reload()
    if (!connected && !lost) document.body.append(notice)
    lost ||= !connected
  })
}
