import { setTimeout as pause } from 'node:timers/promises'
import { positionAt } from '@kaltura-discord/shared/playback/timeline.ts'
import type { CommittedEvent } from '@kaltura-discord/shared/protocol/events.ts'
import { ACTIVITY_NAMESPACE } from '@kaltura-discord/shared/protocol/frames.ts'
import { io } from 'socket.io-client'
import { createRoomClient } from '../../../client/src/sync/roomClient.ts'
import type { RoomSocket, RoomSocketOptions } from '../../../client/src/sync/roomSocket.ts'
import type { RoomClient } from '../../../client/src/sync/roomView.ts'
import { percentile } from '../../../e2e/src/positions.ts'
import type { Product } from '../../../e2e/src/runProduct.ts'
import { SERVER_URL } from '../../../e2e/src/sandboxControl.ts'
import type { BenchOptions } from '../benchOptions.ts'
import type { Section } from '../figure.ts'
import { ACTIVITY_ORIGIN, type Member, openMember } from '../member.ts'
import { withProduct } from '../product.ts'
import { people, signIn } from '../signIn.ts'
import { until } from '../until.ts'

const VIEWERS = 20
const ENTRY = '0_lecture'
const WRITE_EVERY_MS = 250

interface Kill {
  /** From SIGKILL until each viewer had its room back, ms. */
  readonly backMs: readonly number[]
  /** How far each viewer's position was off what it would have been without the kill, ms. */
  readonly offMs: readonly number[]
}

/** Kills the server in the middle of things, again and again, and looks at what that costs whom. */
export async function measureRestart({ kills }: BenchOptions): Promise<Section> {
  const { all, lost, doubled, written } = await withProduct(async product => {
    const handles = await people(VIEWERS + 1)
    const viewers = await Promise.all(handles.slice(1).map(openViewer))
    const observer = await openMember(handles[0] ?? '')
    await startPlaying(viewers)
    const all: Kill[] = []
    for (let kill = 0; kill < kills; kill++) all.push(await killWhilePlaying(product, viewers))
    const counts = { lost: 0, doubled: 0, written: 0 }
    for (let kill = 0; kill < kills; kill++) {
      const outcome = await killWhileWriting(product, viewers, observer)
      counts.lost += outcome.lost
      counts.doubled += outcome.doubled
      counts.written += outcome.written
    }
    for (const viewer of viewers) viewer.close()
    observer.close()
    return { all, ...counts }
  })
  const backMs = all.flatMap(kill => kill.backMs)
  const offMs = all.flatMap(kill => kill.offMs)
  return {
    name: 'Server killed',
    setting: `SIGKILL under a supervisor, ${VIEWERS} viewers on the product's own room client, ${kills} kills while playing and ${kills} while everybody writes (${written} acknowledged commands).`,
    figures: [
      { name: 'back in the room, p50', value: percentile(backMs, 0.5), unit: 'ms', must: null, goal: null },
      { name: 'back in the room, slowest', value: Math.max(...backMs), unit: 'ms', must: 3000, goal: 1500 },
      { name: 'position off, worst', value: Math.max(...offMs), unit: 'ms', must: 100, goal: 100 },
      { name: 'acknowledged commands lost', value: lost, unit: 'lost', must: 0, goal: 0 },
      { name: 'commands that took effect twice', value: doubled, unit: 'wrong', must: 0, goal: 0 },
    ],
  }
}

async function openViewer(handle: string): Promise<RoomClient> {
  const { accessToken } = await signIn(handle)
  const viewer = createRoomClient({
    url: SERVER_URL,
    getToken: async () => accessToken,
    openSocket: openSocketAsPage,
    lifecycle: { hidden: () => false, subscribe: () => () => {} },
  })
  await until(() => isOnline(viewer), `${handle} online`)
  return viewer
}

/** As the product opens it in a browser, where the page's origin is sent by itself. */
function openSocketAsPage({ url, getToken }: RoomSocketOptions): RoomSocket {
  return io(`${url}${ACTIVITY_NAMESPACE}`, {
    transports: ['websocket'],
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 150,
    reconnectionDelayMax: 1000,
    randomizationFactor: 0.5,
    extraHeaders: { origin: ACTIVITY_ORIGIN },
    auth: (give: (auth: object) => void) => void getToken().then(token => give({ token })),
  })
}

const isOnline = (viewer: RoomClient): boolean => viewer.view.get().connection === 'online'

async function startPlaying(viewers: readonly RoomClient[]): Promise<void> {
  const [first] = viewers
  if (!first) throw new Error('Nobody is here.')
  await first.send({ type: 'video.watch', entryId: ENTRY })
  const playback = first.view.get().room?.playback
  if (playback?.mode === 'waiting')
    await first.send({ type: 'playback.continueWithout', waitId: playback.waitId })
  // It stands still until the moment when all set off.
  await until(() => viewers.every(viewer => (positionNow(viewer) ?? 0) > 0), 'everybody playing')
  await until(() => viewers.every(viewer => viewer.clockErrorMs() < 20), 'all clocks set')
}

/** Where this viewer's room is, s, while it plays. */
function positionNow(viewer: RoomClient): number | null {
  const playback = viewer.view.get().room?.playback
  return playback?.mode === 'playing' ? positionAt(playback, viewer.roomNowMs()) : null
}

async function killWhilePlaying(product: Product, viewers: readonly RoomClient[]): Promise<Kill> {
  const anchors = viewers.map(viewer => ({
    atMs: performance.now(),
    positionS: positionNow(viewer) ?? Number.NaN,
  }))
  const killedMs = performance.now()
  product.server.kill()
  const backMs = await Promise.all(
    viewers.map(async viewer => {
      await until(() => !isOnline(viewer), 'a viewer offline')
      await until(() => isOnline(viewer), 'a viewer back')
      return performance.now() - killedMs
    }),
  )
  // Clocks are asked again after each connection; what they come to counts.
  await pause(1000)
  const offMs = viewers.map((viewer, index) => {
    const anchor = anchors[index]
    const expectedS = (anchor?.positionS ?? Number.NaN) + (performance.now() - (anchor?.atMs ?? 0)) / 1000
    return Math.abs((positionNow(viewer) ?? Number.NaN) - expectedS) * 1000
  })
  return { backMs, offMs }
}

interface Outcome {
  readonly lost: number
  readonly doubled: number
  readonly written: number
}

async function killWhileWriting(
  product: Product,
  viewers: readonly RoomClient[],
  observer: Member,
): Promise<Outcome> {
  await viewers[0]?.send({ type: 'playback.pause' })
  const { roomId } = await observer.hello()
  const lastSeq = viewers[0]?.view.get().room?.seq ?? 0
  const acknowledged = new Map<number, number>()
  let writing = true
  const writers = viewers.map(async (viewer, index) => {
    await pause((index / viewers.length) * WRITE_EVERY_MS)
    while (writing) {
      const positionS = 1 + Math.random() * 600
      const ack = await viewer.send({ type: 'playback.seek', positionS })
      if (ack.ok) acknowledged.set(positionS, ack.seq)
      await pause(WRITE_EVERY_MS)
    }
  })
  await pause(1500)
  product.server.kill()
  await until(() => viewers.some(viewer => !isOnline(viewer)), 'a viewer offline')
  await until(() => viewers.every(isOnline), 'everybody back')
  writing = false
  await Promise.all(writers)
  await until(() => observer.socket.connected, 'the observer back')
  const { state } = await observer.hello({ roomId, lastSeq })
  const seeks = state.kind === 'tail' ? state.events.flatMap(seekOf) : []
  await viewers[0]?.send({ type: 'playback.play' })
  return {
    lost: [...acknowledged.keys()].filter(positionS => !seeks.includes(positionS)).length,
    doubled: seeks.length - new Set(seeks).size,
    written: acknowledged.size,
  }
}

function seekOf({ event }: CommittedEvent): number[] {
  return event.type === 'playback.seeked' && event.playback.mode === 'paused'
    ? [event.playback.positionS]
    : []
}
