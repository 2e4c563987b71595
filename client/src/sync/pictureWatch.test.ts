import { afterEach, describe, expect, it } from 'vitest'
import { sceneOf } from '../features/room/scene.ts'
import { createParty, type Viewer } from './testing/testParty.ts'

/** Ana watches, and Ben comes: his player gets the manifest at once, and nothing else for so long. */
async function joined(firstPartMs: number) {
  const party = createParty()
  const ana = party.join('1')
  opened.push(ana)
  party.run({ type: 'video.watch', entryId: '0_film' }, '1')
  await party.advance(8000)
  const ben = party.join('2', { firstPartMs })
  opened.push(ben)
  await party.advance(2000)
  const scene = () => sceneOf(ben.view.get().room, ben.controller.view.get(), party.roomMs())
  return { party, ben, scene }
}

const opened: Viewer[] = []

describe('a video that has no picture yet', () => {
  afterEach(() => {
    for (const { controller } of opened.splice(0)) controller.close()
  })

  it('is loading as long as nothing of it has come, whatever the player says', async () => {
    const { party, ben, scene } = await joined(6000)
    expect(ben.controller.view.get()).toMatchObject({ phase: 'ready', picture: 'coming' })
    expect(party.room().playback.mode).toBe('playing')
    expect(scene()).toEqual({ kind: 'loading', late: false })
    await party.advance(6000)
    expect(scene()).toEqual({ kind: 'playing' })
  })

  it('is late after 10 s, until it comes after all', async () => {
    const { party, scene } = await joined(12_000)
    await party.advance(7500)
    expect(scene()).toEqual({ kind: 'loading', late: false })
    await party.advance(1000)
    expect(scene()).toEqual({ kind: 'loading', late: true })
    await party.advance(5000)
    expect(scene()).toEqual({ kind: 'playing' })
  })

  it('is tried again where people ask for it, and then has its time again', async () => {
    const { party, ben, scene } = await joined(Number.POSITIVE_INFINITY)
    ben.controller.retry()
    expect(ben.player.loads).toHaveLength(1)
    await party.advance(10_000)
    expect(scene()).toEqual({ kind: 'loading', late: true })
    ben.player.firstPartIn(0)
    ben.controller.retry()
    expect(scene()).toEqual({ kind: 'loading', late: false })
    await party.advance(8000)
    expect(ben.player.loads).toHaveLength(2)
    expect(scene()).toEqual({ kind: 'playing' })
  })

  it('is not what a video becomes that is fetched further', async () => {
    const { party, ben, scene } = await joined(0)
    await party.advance(8000)
    ben.player.starve(20_000)
    await party.advance(1000)
    expect(scene().kind).not.toBe('loading')
    await party.advance(12_000)
    expect(ben.controller.view.get().picture).toBe('there')
    ben.controller.retry()
    expect(ben.player.loads).toHaveLength(1)
  })

  it('is not late for who comes back to a page for which nothing was fetched', async () => {
    const { party, ben, scene } = await joined(Number.POSITIVE_INFINITY)
    ben.page.change('hidden')
    await party.advance(60_000)
    ben.page.change('visible')
    await party.advance(1000)
    expect(scene()).toEqual({ kind: 'loading', late: false })
    await party.advance(10_000)
    expect(scene()).toEqual({ kind: 'loading', late: true })
  })
})
