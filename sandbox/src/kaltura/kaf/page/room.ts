/** The script of the page that stands in for Kaltura's room. It has no imports: it is served as it stands. */

interface Told {
  readonly state: 'waiting' | 'inside'
  readonly you: string
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly role: string
    readonly isModerator: boolean
    readonly state: 'waiting' | 'inside'
  }[]
}

const DEPARTURES: Readonly<Record<string, string>> = {
  left: 'You have left the room.',
  elsewhere: 'You came in from somewhere else, which closed this one.',
  ended: 'The session was ended for everyone.',
}

function find<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector)
  if (found instanceof type) return found
  throw new Error(`The page has no ${selector}.`)
}

const room = find('.room', HTMLElement)
const visit = new URL(
  `${room.dataset['root'] ?? './'}room/visits/${room.dataset['visit'] ?? ''}/`,
  window.location.href,
)
const state = find('#state', HTMLElement)
const list = find('#people', HTMLElement)
const problem = find('#problem', HTMLElement)
const camera = find('#camera', HTMLVideoElement)
const cameraButton = find('#camera-button', HTMLButtonElement)

const events = new EventSource(new URL('events', visit))

events.addEventListener('people', event => {
  if (event instanceof MessageEvent && typeof event.data === 'string') show(JSON.parse(event.data))
})
events.addEventListener('over', event => {
  if (event instanceof MessageEvent && typeof event.data === 'string') close(JSON.parse(event.data).departure)
})
events.addEventListener('error', () => {
  if (room.dataset['state'] !== 'over') state.textContent = 'The line is gone. Trying again…'
})

function show({ state: own, you, people }: Told): void {
  const inside = people.filter(person => person.state === 'inside')
  room.dataset['state'] = own
  state.textContent =
    own === 'waiting'
      ? 'Waiting for a moderator. You go in by yourself.'
      : `${inside.length} ${inside.length === 1 ? 'person' : 'people'}`
  list.replaceChildren(
    ...(own === 'waiting' ? [] : inside).map(person => {
      const item = document.createElement('li')
      item.dataset['person'] = person.name
      const name = document.createElement('span')
      name.textContent = person.id === you ? `${person.name} (you)` : person.name
      const role = document.createElement('small')
      role.textContent = person.isModerator ? `${person.role}, moderator` : person.role
      item.append(name, role)
      return item
    }),
  )
}

function close(departure: string): void {
  events.close()
  stopCamera()
  room.dataset['state'] = 'over'
  problem.textContent = ''
  state.textContent = DEPARTURES[departure] ?? 'You are no longer in the room.'
  find('.people', HTMLElement).hidden = true
  find('.stage', HTMLElement).replaceChildren(state)
  for (const button of document.querySelectorAll('button')) button.hidden = true
}

async function tell(action: 'leave' | 'end'): Promise<void> {
  const answer = await fetch(new URL(action, visit), { method: 'POST' }).catch(() => null)
  if (!answer?.ok) problem.textContent = 'That didn’t work. Try again.'
  else if (action === 'leave') close('left')
}

function stopCamera(): void {
  const stream = camera.srcObject
  if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop()
  camera.srcObject = null
  camera.hidden = true
  find('.initial', HTMLElement).hidden = false
  cameraButton.textContent = 'Turn on camera'
}

async function startCamera(): Promise<void> {
  problem.textContent = ''
  try {
    camera.srcObject = await navigator.mediaDevices.getUserMedia({ video: true, audio: true })
    camera.hidden = false
    find('.initial', HTMLElement).hidden = true
    cameraButton.textContent = 'Turn off camera'
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    problem.textContent = `The browser gave no camera and microphone (${name}).`
  }
}

cameraButton.addEventListener('click', () => {
  if (camera.hidden) void startCamera()
  else stopCamera()
})
find('#leave', HTMLButtonElement).addEventListener('click', () => void tell('leave'))
document.querySelector('#end')?.addEventListener('click', () => void tell('end'))
// A page that is kept for going back to would stay in the room unseen.
window.addEventListener('pagehide', () => {
  if (room.dataset['state'] !== 'over') navigator.sendBeacon(new URL('leave', visit))
})
