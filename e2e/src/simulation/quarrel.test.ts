import { expect, it } from 'vitest'
import type { MemberCommand } from '../../../shared/src/protocol/commands.ts'
import { nextDeadline } from '../../../shared/src/room/decideWait.ts'
import { UNDO_MS } from '../../../shared/src/room/limits.ts'
import { createRandomSource, type RandomSource } from '../../../shared/src/room/testing/randomSource.ts'
import { histories, seed } from '../../../shared/src/room/testing/seed.ts'
import { divergence } from './history.ts'
import { INSTANCE } from './simulatedServer.ts'
import { createWorld, type Peer, type World } from './world.ts'

/** Few enough for all events of a room to be kept. */
const ROUNDS_PER_ROOM = 40

it('QU9 CT13 two who fight over what is on, and over who controls it, have the same room after every round, and it keeps still', async () => {
  const random = createRandomSource(seed())
  const rooms = Math.ceil(histories(1_000) / ROUNDS_PER_ROOM)
  const seen = new Set<string>()
  for (let room = 0; room < rooms; room++) await quarrel(random, seen)
  // Nothing of what they fight over has been left out.
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'queue.taken',
      'queue.upNext',
      'playback.ended',
      'playback.paused',
      'playback.seeked',
      'control.modeSet',
      'control.locked',
      'control.handed',
      'vote.started',
      'vote.cast',
      'vote.ended',
      'room.undone',
    ]),
  )
}, 120_000)

async function quarrel(random: RandomSource, seen: Set<string>): Promise<void> {
  const world = createWorld(2)
  const [ana, ben] = world.peers
  if (!ana || !ben) throw new Error('There are two.')
  await world.heal()
  ana.send({ type: 'queue.add', entryIds: ['0_film', '0_film', '0_film', '0_film'], where: 'last' })
  ana.send({ type: 'queue.setRepeat', repeat: 'all' })
  await world.heal()
  // What they fight over stays: the adding itself is no longer to be undone.
  world.time.advance(UNDO_MS + 1)
  for (let round = 0; round < ROUNDS_PER_ROOM; round++) {
    await fight(world, [ana, ben], random)
    await world.heal()
    expect(await divergence(world)).toBeNull()
    const { room } = await world.truth()
    await world.heal()
    expect((await world.truth()).room.seq, 'the room moves although nobody says anything').toBe(room.seq)
    expect(room.queue.items.length + (room.queue.current ? 1 : 0)).toBe(4)
  }
  for (const { event } of (await world.truth()).events) seen.add(event.type)
  for (const { client } of world.peers) client.close()
}

/** Both press at about the same moment, now and then just when the video ends or the next one comes. */
async function fight(world: World, peers: readonly [Peer, Peer], random: RandomSource): Promise<void> {
  if (random.chance(0.5)) await untilDue(world)
  const presses = 2 + random.whole(3)
  const tickAt = random.whole(presses + 2)
  for (let press = 0; press < presses; press++) {
    if (press === tickAt) await tick(world)
    const peer = random.pick(peers)
    peer.send(anyPress(peer, peers, random))
    world.time.advance(random.whole(50))
    for (const { line } of world.peers) if (random.chance(0.5)) line.deliverToServer()
    if (random.chance(0.3)) await world.settle()
    for (const { line } of world.peers) if (random.chance(0.5)) line.deliverToClient()
  }
}

function anyPress({ client }: Peer, peers: readonly [Peer, Peer], random: RandomSource): MemberCommand {
  const room = client.view.get().room
  const queue = room?.queue
  const items = queue?.items ?? []
  return random.pick<MemberCommand>([
    { type: 'queue.next', afterId: queue?.current?.id ?? null },
    { type: 'queue.stay' },
    { type: 'queue.play', itemId: items[random.whole(items.length + 1)]?.id ?? 'earlier' },
    { type: 'queue.shuffle' },
    { type: 'playback.play' },
    { type: 'playback.pause' },
    { type: 'playback.seek', positionS: random.whole(121) },
    { type: 'room.undo', actId: room?.undo?.id ?? 'earlier' },
    { type: 'room.undo', actId: room?.undo?.id ?? 'earlier' },
    { type: 'control.setMode', mode: random.pick(['everyone', 'everyone', 'host', 'vote']) },
    { type: 'control.lock', locked: random.chance(0.2) },
    { type: 'control.handOver', memberId: random.pick([peers[0].id, peers[1].id]) },
    { type: 'control.takeBack' },
    { type: 'vote.start', what: { kind: 'skip', afterId: queue?.current?.id ?? null } },
    { type: 'vote.cast', ballotId: room?.control.ballot?.id ?? 'earlier', yes: random.chance(0.7) },
  ])
}

async function untilDue(world: World): Promise<void> {
  const dueMs = nextDeadline((await world.truth()).room)
  if (dueMs === null) return
  world.time.advance(Math.max(0, dueMs - world.server.nowMs()))
  await tick(world)
}

async function tick({ server, newId, settle }: World): Promise<void> {
  const command = { type: 'room.tick' } as const
  await server.rooms.execute({ instanceId: INSTANCE, actorId: null, commandId: newId(), command })
  await settle()
}
