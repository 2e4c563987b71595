import { isDeepStrictEqual } from 'node:util'
import type { MemberCommand } from '../../../shared/src/protocol/commands.ts'
import { PROMISE_MAX_MS } from '../../../shared/src/room/limits.ts'
import { createRandomSource, type RandomSource } from '../../../shared/src/room/testing/randomSource.ts'
import { INSTANCE } from './simulatedServer.ts'
import { createWorld, type Peer, type World } from './world.ts'

const STEPS = 40

interface Happening {
  readonly weight: number
  readonly name: string
  readonly happen: (world: World, peer: Peer, random: RandomSource) => void
}

const happenings: readonly Happening[] = [
  { weight: 22, name: 'to server', happen: (_, { line }) => void line.deliverToServer() },
  { weight: 22, name: 'to client', happen: (_, { line }) => void line.deliverToClient() },
  { weight: 6, name: 'straggler', happen: (_, { line }) => void line.deliverStraggler() },
  {
    weight: 18,
    name: 'command',
    happen: (world, peer, random) => peer.send(anyCommand(world, peer, random)),
  },
  { weight: 12, name: 'open', happen: (_, { line }) => line.open() },
  { weight: 4, name: 'cut', happen: (_, { line }, random) => line.cut(random.whole(4)) },
  { weight: 2, name: 'lose', happen: (_, { line }) => line.loseOne() },
  { weight: 2, name: 'double', happen: (_, { line }) => line.doubleOne() },
  { weight: 2, name: 'swap', happen: (_, { line }) => line.swapTwo() },
  { weight: 3, name: 'hold commits', happen: ({ server }) => server.gate.close() },
  { weight: 4, name: 'release commits', happen: ({ server }) => server.gate.open() },
  { weight: 1, name: 'restart', happen: world => world.restartServer() },
  {
    weight: 2,
    name: 'leave',
    happen: (world, { id }) => byServer(world, { type: 'room.leave', memberId: id, reason: 'gone' }),
  },
  { weight: 3, name: 'tick', happen: world => byServer(world, { type: 'room.tick' }) },
  { weight: 8, name: 'wait', happen: ({ time }, _, random) => time.advance(random.whole(3000)) },
]

const totalWeight = happenings.reduce((sum, { weight }) => sum + weight, 0)

function pickHappening(random: RandomSource): Happening | undefined {
  let at = random.whole(totalWeight)
  return happenings.find(({ weight }) => {
    at -= weight
    return at < 0
  })
}

function byServer(
  world: World,
  command: Parameters<World['server']['rooms']['execute']>[0]['command'],
): void {
  void world.server.rooms.execute({ instanceId: INSTANCE, actorId: null, commandId: world.newId(), command })
}

function anyCommand(world: World, peer: Peer, random: RandomSource): MemberCommand {
  const { room } = peer.client.view.get()
  const positionS = random.whole(120)
  const items = room?.queue.items ?? []
  const itemId = items[random.whole(items.length + 1)]?.id ?? 'earlier'
  const waitId = room?.playback.mode === 'waiting' ? room.playback.waitId : 'earlier'
  return random.pick<MemberCommand>([
    { type: 'video.watch', entryId: '0_film', startS: positionS },
    { type: 'video.watch', entryId: '0_film', onlyIfIdle: true },
    { type: 'video.clear' },
    { type: 'playback.play' },
    { type: 'playback.pause', positionS },
    { type: 'playback.seek', positionS },
    { type: 'playback.seek', positionS: world.time.nowMs() % 120 },
    { type: 'playback.setRate', rate: random.pick([0.5, 1, 2]) },
    { type: 'playback.ready', waitId, positionS },
    { type: 'playback.ready', waitId, positionS },
    { type: 'playback.ready', waitId, positionS, byMs: anyPromise(world, random) },
    { type: 'playback.ready', waitId, positionS, byMs: anyPromise(world, random) },
    { type: 'playback.stalled', positionS },
    { type: 'playback.recovered' },
    { type: 'playback.continueWithout', waitId },
    { type: 'queue.add', entryIds: ['0_film', '0_other'], where: random.pick(['next', 'last']) },
    { type: 'queue.remove', itemId },
    { type: 'queue.move', itemId, beforeId: random.pick([null, items[0]?.id ?? null]) },
    { type: 'queue.play', itemId },
    { type: 'queue.next', afterId: room?.queue.current?.id ?? null },
    { type: 'queue.shuffle' },
    { type: 'queue.clear' },
    { type: 'queue.setRepeat', repeat: random.pick(['off', 'one', 'all']) },
    { type: 'queue.stay' },
    ...anyControl(world, peer, random),
  ])
}

/** About who controls, of what this one knows; the host more often opens the room than it closes it. */
function anyControl({ peers }: World, { client }: Peer, random: RandomSource): readonly MemberCommand[] {
  const room = client.view.get().room
  const suggested = room?.queue.suggestions[0]?.id ?? 'earlier'
  const ballotId = room?.control.ballot?.id ?? 'earlier'
  const someone = peers[random.whole(peers.length)]?.id ?? '1'
  const act: MemberCommand = { type: 'room.undo', actId: room?.undo?.id ?? 'earlier' }
  const afterId = room?.queue.current?.id ?? null
  return [
    act,
    act,
    { type: 'control.setMode', mode: random.pick(['everyone', 'host', 'vote', 'vote']) },
    {
      type: 'control.allow',
      action: random.pick(['playPause', 'queue', 'mode']),
      who: random.pick([null, null, 'host', 'everyone']),
    },
    { type: 'control.lock', locked: random.chance(0.2) },
    { type: 'control.handOver', memberId: someone },
    { type: 'control.takeBack' },
    { type: 'vote.start', what: { kind: 'skip', afterId } },
    { type: 'vote.start', what: { kind: 'choose', entryId: '0_film' } },
    { type: 'vote.cast', ballotId, yes: random.chance(0.6) },
    { type: 'vote.cast', ballotId, yes: random.chance(0.6) },
    { type: 'vote.cancel' },
    { type: 'queue.suggest', entryIds: ['0_film'] },
    { type: 'queue.accept', itemId: suggested, where: random.pick(['next', 'last']) },
    { type: 'queue.dismiss', itemId: suggested },
  ]
}

/** To be kept, past already, too far ahead, or absurd. Frames take their time here, so many are broken. */
function anyPromise({ server }: World, random: RandomSource): number {
  return server.nowMs() + random.pick([random.whole(PROMISE_MAX_MS), random.whole(5000), -1000, 1e12])
}

/** What went wrong in a history that can be repeated from its seed, or null. */
export async function tryHistory(seed: number): Promise<string | null> {
  const random = createRandomSource(seed)
  const world = createWorld(2 + random.whole(3))
  const log: string[] = []
  try {
    for (const { line } of world.peers) line.open()
    for (let step = 0; step < STEPS; step++) {
      const index = random.whole(world.peers.length)
      const peer = world.peers[index]
      const happening = pickHappening(random)
      if (!peer || !happening) continue
      log.push(`${index} ${happening.name}`)
      happening.happen(world, peer, random)
      await world.settle()
    }
    await world.heal()
    await somethingNew(world)
    const problem = await divergence(world)
    return problem && describe(seed, log, problem)
  } catch (error) {
    return describe(seed, log, error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    for (const { client } of world.peers) client.close()
  }
}

/** A frame that was lost is noticed with the next one: a client that hears nothing can't know. */
async function somethingNew(world: World): Promise<void> {
  await world.server.rooms.execute({
    instanceId: INSTANCE,
    actorId: world.peers[0]?.id ?? null,
    commandId: world.newId(),
    command: { type: 'room.join', displayName: 'Renamed', avatarUrl: null },
  })
  await world.heal()
}

/** What the clients, the store and the answers disagree about, or null. */
export async function divergence(world: World): Promise<string | null> {
  const { room, events } = await world.truth()
  for (const [index, { seq }] of events.entries())
    if (seq !== index + 1) return `The events are numbered with a gap: ${seq} at place ${index + 1}.`
  const repeated = repeatedCommand(events.map(({ commandId }) => commandId))
  if (repeated) return `The command ${repeated} took effect twice.`
  for (const { id, client, sent } of world.peers) {
    const view = client.view.get()
    if (view.connection !== 'online') return `${id} is ${view.connection}.`
    if (!isDeepStrictEqual(view.room, room))
      return `${id} has another room:\n${JSON.stringify(view.room)}\n${JSON.stringify(room)}`
    const open = sent.find(({ answer }) => answer === null)
    if (open) return `${id} never got an answer to ${JSON.stringify(open)}.`
    const ahead = sent.find(({ answer }) => answer?.ok && answer.seq > room.seq)
    if (ahead) return `${id} was told of an event that isn't there: ${JSON.stringify(ahead)}.`
  }
  return null
}

/** A command's events stand together; an id that comes back later took effect again. */
function repeatedCommand(ids: readonly string[]): string | null {
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    if (id === ids[index - 1]) continue
    if (seen.has(id)) return id
    seen.add(id)
  }
  return null
}

const describe = (seed: number, log: readonly string[], problem: string): string =>
  `${problem}\n\nTo repeat it: SEED=${seed} HISTORIES=1 pnpm test simulation\n${log.join('\n')}`
