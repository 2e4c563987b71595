import { expect, it } from 'vitest'
import { createRandomSource, type RandomSource } from '../../../shared/src/room/testing/randomSource.ts'
import { histories, seed } from '../../../shared/src/room/testing/seed.ts'
import { divergence } from './history.ts'
import { createWorld, type Peer, type World } from './world.ts'

const TRIALS_PER_ROOM = 100

it('SY1 the last of two commands that come close together is never lost', async () => {
  const random = createRandomSource(seed())
  const rooms = Math.ceil(histories(10_000) / TRIALS_PER_ROOM)
  for (let room = 0; room < rooms; room++) await tryRoom(random)
}, 120_000)

async function tryRoom(random: RandomSource): Promise<void> {
  const world = createWorld(2)
  const [ana, ben] = world.peers
  if (!ana || !ben) throw new Error('There are two.')
  await world.heal()
  ana.send({ type: 'video.watch', entryId: '0_film' })
  await world.heal()
  ana.send({ type: 'playback.pause' })
  await world.heal()
  for (let trial = 0; trial < TRIALS_PER_ROOM; trial++) await tryTwoSeeks(world, [ana, ben], random)
  for (const { client } of world.peers) client.close()
}

/** Two seeks, less than 100 ms apart, on lines that may be cut while the frames are under way. */
async function tryTwoSeeks(world: World, peers: readonly [Peer, Peer], random: RandomSource): Promise<void> {
  const before = (await world.truth()).room.seq
  const pressed: Peer[] = []
  for (let times = 0; times < 2; times++) {
    const peer = random.pick(peers)
    pressed.push(peer)
    peer.send({ type: 'playback.seek', positionS: Math.floor(random.next() * 1e6) / 1e4 })
    world.time.advance(random.whole(100))
    await jolt(world, random)
  }
  await world.heal()
  const { room, events } = await world.truth()
  const seeks = events.filter(({ seq }) => seq > before)
  for (const { sent } of pressed) {
    // Of two by one person the first may have been overtaken before it went out.
    const last = sent.at(-1)
    expect(last?.answer).toMatchObject({ ok: true })
    expect(seeks.map(({ commandId }) => commandId)).toContain(last?.id)
  }
  expect(room.playback).toEqual(lastPlayback(seeks))
  expect(await divergence(world)).toBeNull()
}

function lastPlayback(events: Awaited<ReturnType<World['truth']>>['events']): object | null {
  const last = events.at(-1)?.event
  return last && 'playback' in last ? (last.playback ?? null) : null
}

async function jolt({ peers, settle }: World, random: RandomSource): Promise<void> {
  for (const { line } of peers) {
    if (random.chance(0.5)) line.deliverToServer()
    if (random.chance(0.1)) line.cut(random.whole(2))
    if (random.chance(0.5)) line.deliverToClient()
    if (random.chance(0.5)) line.open()
    await settle()
  }
}
