import type { JoinView } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createJoinVisit } from './createJoinVisit.ts'
import { createJoinApi } from './joinApi.ts'
import { createKeptSession } from './keptSession.ts'

const TOKEN = 't'.repeat(43)
const NOW = Date.parse('2026-11-21T12:00:00Z')

const meeting = (part: Partial<JoinView> = {}): JoinView => ({
  title: 'Weekly',
  type: 'meeting',
  ownerName: 'Ana',
  displayName: 'Ben',
  isHost: false,
  isOwner: false,
  status: 'active',
  startsAt: null,
  isWaiting: false,
  discordUrl: 'https://discord.com/channels/1/2',
  ...part,
})

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })
const problem = (code: string, status: number): Response =>
  json({ type: 'about:blank', title: code, status, detail: 'No.', code, requestId: 'req_1' }, status)

/** The server as a browser sees it: what it answers can be changed while the visit goes on. */
function surroundings(path = `/join/${TOKEN}`) {
  const storage = new Map<string, string>()
  const world = {
    asked: [] as string[],
    hidden: false,
    view: meeting(),
    entered: 0,
    open: (): Response => json({ kind: 'meeting', session: 'session-1', view: world.view }),
    look: (): Response => json(world.view),
    enter: (): Response => {
      world.entered += 1
      return json({ launchUrl: `https://kaf.example/room/${world.entered}`, view: world.view })
    },
  }
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const held = new Headers(init.headers).get('authorization')
    const name = url.replace('/api/v1/', '')
    world.asked.push(`${init.method ?? 'GET'} ${name}${held === null ? '' : ` ${held}`}`)
    if (name === 'join/open') return world.open()
    return name === 'join/enter' ? world.enter() : world.look()
  })
  const kept = createKeptSession(
    () =>
      ({
        getItem: (key: string) => storage.get(key) ?? null,
        setItem: (key: string, value: string) => void storage.set(key, value),
        removeItem: (key: string) => void storage.delete(key),
      }) as unknown as Storage,
  )
  const visit = () =>
    createJoinVisit({ api: createJoinApi('/api/v1'), path, kept, isHidden: () => world.hidden })
  return { world, storage, visit }
}

const settled = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

describe('join visit', () => {
  beforeEach(() => vi.useFakeTimers({ now: NOW }))
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('spends the link once, and goes in when asked to', async () => {
    const { world, visit } = surroundings()
    const ben = visit()
    ben.start()
    await settled()
    expect(ben.view.get()).toMatchObject({ stage: { at: 'ready' }, meeting: { title: 'Weekly' } })
    ben.join()
    expect(ben.view.get().stage.at).toBe('entering')
    await settled()
    expect(ben.view.get().stage).toMatchObject({ at: 'inside', closed: false })
    expect(world.asked).toEqual(['POST join/open', 'POST join/enter Bearer session-1'])
  })

  it('comes back to where it was when the same tab loads the page again', async () => {
    const { world, visit } = surroundings()
    const first = visit()
    first.start()
    await settled()
    first.close()
    const second = visit()
    second.start()
    await settled()
    expect(second.view.get().stage.at).toBe('ready')
    expect(world.asked).toEqual(['POST join/open', 'GET join Bearer session-1'])
  })

  it('doesn’t use the session of another link', async () => {
    const { world, storage, visit } = surroundings()
    storage.set('kaltura-join', JSON.stringify({ token: 'u'.repeat(43), session: 'old' }))
    visit().start()
    await settled()
    expect(world.asked).toEqual(['POST join/open'])
  })

  it.each([
    ['k7f29x3qab', 'shared'],
    ['rubbish', 'spent'],
    ['', 'spent'],
  ])('asks nobody about /join/%s', async (last, why) => {
    const { world, visit } = surroundings(`/join/${last}`)
    const ben = visit()
    ben.start()
    await settled()
    expect(ben.view.get().stage).toEqual({ at: 'noLink', why })
    expect(world.asked).toEqual([])
  })

  it.each([
    ['link_spent', 410, { at: 'noLink', why: 'spent' }],
    ['forbidden', 403, { at: 'noLink', why: 'forbidden' }],
    ['meeting_ended', 409, { at: 'over' }],
    ['internal', 500, { at: 'trouble', reference: 'req_1' }],
  ])('says what %s means', async (code, status, stage) => {
    const { world, visit } = surroundings()
    world.open = () => problem(code, status)
    const ben = visit()
    ben.start()
    await settled()
    expect(ben.view.get().stage).toEqual(stage)
  })

  it('waits for the host and goes in without being asked again', async () => {
    const { world, visit } = surroundings()
    world.view = meeting({ isWaiting: true })
    world.enter = () => problem('waiting_for_host', 409)
    const ben = visit()
    ben.start()
    await settled()
    ben.join()
    await settled(10_000)
    expect(ben.view.get().stage.at).toBe('waiting')
    expect(world.asked.filter(line => line.startsWith('GET'))).toHaveLength(3)
    world.view = meeting()
    world.enter = () => json({ launchUrl: 'https://kaf.example/room', view: world.view })
    await settled(3_000)
    expect(ben.view.get().stage.at).toBe('inside')
  })

  it('asks less often while nobody looks, and at once when somebody does', async () => {
    const { world, visit } = surroundings()
    world.view = meeting({ isWaiting: true })
    world.enter = () => problem('waiting_for_host', 409)
    world.hidden = true
    const ben = visit()
    ben.start()
    await settled()
    ben.join()
    await settled(30_000)
    expect(world.asked.filter(line => line.startsWith('GET'))).toHaveLength(2)
    world.hidden = false
    ben.wake()
    await settled()
    expect(world.asked.filter(line => line.startsWith('GET'))).toHaveLength(3)
  })

  it('stops waiting when told to', async () => {
    const { world, visit } = surroundings()
    world.view = meeting({ isWaiting: true })
    world.enter = () => problem('waiting_for_host', 409)
    const ben = visit()
    ben.start()
    await settled()
    ben.join()
    await settled()
    ben.stopWaiting()
    const before = world.asked.length
    await settled(60_000)
    expect(ben.view.get().stage.at).toBe('ready')
    expect(world.asked).toHaveLength(before)
  })

  it('keeps waiting, and says so, while the server is away', async () => {
    const { world, visit } = surroundings()
    world.view = meeting({ isWaiting: true })
    world.enter = () => problem('waiting_for_host', 409)
    const ben = visit()
    ben.start()
    await settled()
    ben.join()
    world.look = () => problem('unavailable', 503)
    await settled(3_000)
    expect(ben.view.get()).toMatchObject({ stage: { at: 'waiting' }, unheard: true })
    world.look = () => json(world.view)
    await settled(15_000)
    expect(ben.view.get()).toMatchObject({ stage: { at: 'waiting' }, unheard: false })
  })

  it('opens a planned meeting for its host a quarter of an hour before its time', async () => {
    const { world, visit } = surroundings()
    const startsAt = new Date(NOW + 16 * 60_000).toISOString()
    world.view = meeting({ status: 'scheduled', startsAt, isHost: true })
    world.enter = () => problem('meeting_not_open', 409)
    const ana = visit()
    ana.start()
    await settled()
    ana.join()
    await settled()
    expect(ana.view.get().stage.at).toBe('notOpen')
    world.enter = () => json({ launchUrl: 'https://kaf.example/room', view: world.view })
    await settled(59_000)
    expect(ana.view.get().stage.at).toBe('notOpen')
    await settled(16_000)
    expect(ana.view.get().stage.at).toBe('inside')
  })

  it('waits for the host, and no longer for the time, once that has come', async () => {
    const { world, visit } = surroundings()
    const startsAt = new Date(NOW + 20_000).toISOString()
    world.view = meeting({ status: 'scheduled', startsAt, isWaiting: true })
    world.enter = () => problem('meeting_not_open', 409)
    const ben = visit()
    ben.start()
    await settled()
    ben.join()
    await settled(15_000)
    expect(ben.view.get().stage.at).toBe('notOpen')
    world.view = meeting({ startsAt, isWaiting: true })
    await settled(15_000)
    expect(ben.view.get().stage.at).toBe('waiting')
    world.view = meeting({ startsAt })
    world.enter = () => json({ launchUrl: 'https://kaf.example/room', view: world.view })
    await settled(3_000)
    expect(ben.view.get().stage.at).toBe('inside')
  })

  it('throws nobody out of a meeting that is closed', async () => {
    const { world, visit } = surroundings()
    const ben = visit()
    ben.start()
    await settled()
    ben.join()
    await settled()
    world.look = () => problem('unavailable', 503)
    await settled(15_000)
    expect(ben.view.get().stage).toMatchObject({ at: 'inside', closed: false })
    world.look = () => problem('unauthenticated', 401)
    await settled(15_000)
    const launchUrl = 'https://kaf.example/room/1'
    expect(ben.view.get().stage).toEqual({ at: 'inside', launchUrl, closed: true })
    // There is no way back into it, and none is offered.
    ben.leave()
    expect(ben.view.get().stage).toEqual({ at: 'over' })
  })

  it('asks for another way in after leaving', async () => {
    const { visit } = surroundings()
    const ben = visit()
    ben.start()
    await settled()
    ben.join()
    await settled()
    ben.leave()
    expect(ben.view.get().stage.at).toBe('left')
    ben.join()
    await settled()
    expect(ben.view.get().stage).toMatchObject({ launchUrl: 'https://kaf.example/room/2' })
  })

  it('tries again by itself when nobody answers, longer each time', async () => {
    const { world, visit } = surroundings()
    const works = world.open
    world.open = () => new Response('<h1>502</h1>', { status: 502 })
    const ben = visit()
    ben.start()
    await settled()
    expect(ben.view.get().stage).toEqual({ at: 'away', who: 'server', retryAtMs: NOW + 2_000 })
    await settled(2_000)
    expect(ben.view.get().stage).toEqual({ at: 'away', who: 'server', retryAtMs: NOW + 6_000 })
    world.open = works
    ben.retry()
    await settled()
    expect(ben.view.get().stage.at).toBe('ready')
    await settled(60_000)
    expect(world.asked).toHaveLength(3)
  })

  it('listens to nothing that comes after it was closed', async () => {
    const { visit } = surroundings()
    const ben = visit()
    ben.start()
    ben.close()
    await settled()
    expect(ben.view.get().stage.at).toBe('opening')
  })
})
