import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { PROTOCOL_VERSION } from '../../../shared/src/protocol/version.ts'
import { hostState, post, SERVER_URL } from '../sandboxControl.ts'

/** Where an Activity's page would come from: the server lets nobody else open a socket. */
const ORIGIN = 'https://1100000000000000001.discordsays.com'
const SOCKET_URL = `${SERVER_URL.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
/** Discord lets nobody sign in dozens of people at once, in reality no more than here. */
const TRIES = 20
const RETRY_MS = 500

/** More people, until there are so many with those who are there; they have no screen. Resolves with how they go again. */
export async function bringCrowd(size: number, present: readonly string[]): Promise<() => Promise<void>> {
  const known = (await hostState()).users.length
  for (let index = known; index < size; index++) await post('/host/people')
  const handles = (await hostState()).users
    .map(({ name }) => name)
    .filter(name => !present.includes(name))
    .slice(0, size - present.length)
  const sockets: WebSocket[] = []
  for (const handle of handles) sockets.push(await enter(await signIn(handle)))
  return async () => {
    for (const socket of sockets) socket.close()
    for (const user of handles) {
      await post('/host/close', { user })
      await post('/host/voice/leave', { user })
    }
  }
}

/** The way a page goes from the voice channel to a token, without a page. */
async function signIn(user: string): Promise<string> {
  await post('/host/voice/join', { user })
  const { applicationId } = await hostState()
  const instanceId = await textIn(post('/host/launch', { user, platform: 'desktop' }), 'instanceId')
  for (let attempt = 1; ; attempt++) {
    const codeVerifier = randomBytes(32).toString('base64url')
    const asked = post('/host/authorize', {
      user,
      clientId: applicationId,
      scope: ['identify', 'guilds.members.read'],
      responseType: 'code',
      codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      codeChallengeMethod: 'S256',
    })
    const answer = await fetch(`${SERVER_URL}/api/v1/auth/discord`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: await textIn(asked, 'code'), codeVerifier, instanceId }),
    })
    if (answer.ok) return textIn(Promise.resolve(answer), 'accessToken')
    if (answer.status < 429 || attempt === TRIES) throw new Error(`${user} can't sign in: ${answer.status}`)
    await pause(RETRY_MS)
  }
}

/** Into the room, by the few frames of Socket.IO that it takes. */
async function enter(token: string): Promise<WebSocket> {
  const socket: WebSocket = Reflect.construct(WebSocket, [SOCKET_URL, { headers: { origin: ORIGIN } }])
  await new Promise<void>((done, fail) => {
    socket.addEventListener('error', () => fail(new Error('The server doesn’t take the socket.')))
    socket.addEventListener('message', ({ data }) => {
      const frame = String(data)
      if (frame === '2') socket.send('3')
      else if (frame.startsWith('0')) socket.send(`40/activity,${JSON.stringify({ token })}`)
      else if (frame.startsWith('40/activity,'))
        socket.send(`42/activity,0${JSON.stringify(['hello', { protocol: PROTOCOL_VERSION }])}`)
      else if (frame.startsWith('43/activity,0')) done()
      else if (frame.startsWith('44')) fail(new Error(frame))
    })
  })
  return socket
}

async function textIn(answer: Promise<Response>, name: string): Promise<string> {
  const body: unknown = await (await answer).json()
  const found = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  if (typeof found !== 'string') throw new Error(`There is no ${name} in the answer.`)
  return found
}
