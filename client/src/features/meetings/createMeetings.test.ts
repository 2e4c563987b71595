import type { MeetingAnswer } from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { httpRequest } from '../api/httpRequest.ts'
import { createMeetings } from './createMeetings.ts'

const meeting = (part: Partial<MeetingAnswer> = {}): MeetingAnswer => ({
  id: 'k7f29x3qab',
  title: 'Weekly',
  description: null,
  type: 'meeting',
  status: 'active',
  ownerId: 'discord_1400000000000000001',
  ownerName: 'Ana',
  createdAt: '2026-11-21T12:00:00.000Z',
  startsAt: null,
  startedAt: '2026-11-21T12:00:00.000Z',
  endedAt: null,
  waitForHost: true,
  isOpen: true,
  joined: 1,
  names: ['Ana'],
  joinUrl: 'https://app.example/join/k7f29x3qab',
  broadcastEntryId: null,
  recordingEntryId: null,
  mayEnd: true,
  ...part,
})

function server() {
  const world = { asked: [] as string[], meetings: [meeting()], problem: null as string | null }
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const method = init.method ?? 'GET'
    world.asked.push(`${method} ${url}`)
    const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
    if (world.problem !== null)
      return answer(
        { type: 'about:blank', title: 'No', status: 409, detail: 'No.', code: world.problem, requestId: 'r' },
        409,
      )
    if (method === 'GET') return answer({ meetings: world.meetings })
    if (method === 'DELETE') {
      world.meetings = [meeting({ status: 'ended' })]
      return answer({ success: true, message: 'Closed.', meeting: world.meetings[0] })
    }
    if (url.endsWith('/join'))
      return answer({
        joinUrl: `https://app.example/join/${'t'.repeat(43)}`,
        expiresAt: '2026-11-21T12:01:00.000Z',
        meeting: world.meetings[0],
      })
    world.meetings = [meeting({ id: 'aaaaaaaaaa', title: 'New' }), ...world.meetings]
    return answer({ meeting: world.meetings[0], joinUrl: 'https://app.example/join/aaaaaaaaaa' })
  })
  const meetings = createMeetings({
    request: (path, schema, more = {}) => httpRequest({ url: path, schema, accessToken: 'a', ...more }),
  })
  return { world, meetings }
}

const gets = (asked: readonly string[]) => asked.filter(line => line === 'GET /meetings').length

describe('meetings', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('asks often while somebody looks, and seldom otherwise', async () => {
    const { world, meetings } = server()
    meetings.setOpen(true)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(gets(world.asked)).toBe(3)
    meetings.setOpen(false)
    await vi.advanceTimersByTimeAsync(59_000)
    expect(gets(world.asked)).toBe(3)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(gets(world.asked)).toBe(4)
    meetings.close()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(gets(world.asked)).toBe(4)
  })

  it('shows what it knew while nobody answers', async () => {
    const { world, meetings } = server()
    meetings.setOpen(true)
    await vi.advanceTimersByTimeAsync(0)
    world.problem = 'kaltura_unavailable'
    await vi.advanceTimersByTimeAsync(15_000)
    expect(meetings.view.get()).toMatchObject({
      phase: 'failed',
      error: { code: 'kaltura_unavailable' },
      meetings: [{ title: 'Weekly' }],
    })
    meetings.close()
  })

  it('shows at once what has been ended and what has been started', async () => {
    const { meetings } = server()
    meetings.setOpen(true)
    await vi.advanceTimersByTimeAsync(0)
    expect(await meetings.end('k7f29x3qab')).toMatchObject({ ok: true })
    expect(meetings.view.get().meetings[0]?.status).toBe('ended')
    expect(await meetings.start({ type: 'webinar', title: 'New' })).toMatchObject({ ok: true })
    expect(meetings.view.get().meetings.map(({ title }) => title)).toEqual(['New', 'Weekly'])
    meetings.close()
  })

  it('gives a link, or why there is none, and looks again then', async () => {
    const { world, meetings } = server()
    expect(await meetings.join('k7f29x3qab')).toMatchObject({ ok: true })
    expect(gets(world.asked)).toBe(0)
    world.problem = 'meeting_ended'
    expect(await meetings.join('k7f29x3qab')).toMatchObject({ ok: false, error: { code: 'meeting_ended' } })
    expect(gets(world.asked)).toBe(1)
    meetings.close()
  })
})
