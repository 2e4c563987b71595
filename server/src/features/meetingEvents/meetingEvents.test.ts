import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PERMISSION } from '../../../../sandbox/src/discord/identities.ts'
import {
  createNotificationGround,
  type NotificationGround,
} from '../notifications/testing/notificationGround.ts'
import { sampleMeeting } from '../notifications/testing/sampleMeeting.ts'

const HOUR_MS = 3_600_000
const DONE = { kind: 'done' }
const STATUS = { scheduled: 1, active: 2, completed: 3, canceled: 4 }

let ground: NotificationGround
let meeting: Meeting | null

beforeEach(async () => {
  ground = await createNotificationGround(() => meeting)
  meeting = sampleMeeting({
    status: 'scheduled',
    plannedAtMs: ground.clock.nowMs() + HOUR_MS,
    startedAtMs: null,
    openedAtMs: null,
    description: 'Bring popcorn',
  })
})
afterEach(() => ground.close())

const become = (more: Partial<Meeting>) => {
  meeting = sampleMeeting({ ...meeting, ...more })
}
const begin = () => become({ status: 'live', startedAtMs: ground.clock.nowMs() })
const end = () => become({ status: 'ended', endedAtMs: ground.clock.nowMs() })

/** What has become of it; fails where there isn't exactly one. */
async function event() {
  const [only, ...others] = await ground.events()
  expect(others).toEqual([])
  return only
}

describe('the scheduled event of a meeting', () => {
  it('is made, moved, begun and completed with it', async () => {
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toMatchObject({
      name: 'Film night',
      description: 'Bring popcorn\n\nJoin with /kaltura-join.\nMeeting k7f29x3qab',
      location: 'A webinar at Kaltura',
      startsAtMs: meeting?.plannedAtMs,
      endsAtMs: (meeting?.plannedAtMs ?? 0) + HOUR_MS,
      status: STATUS.scheduled,
    })
    const plannedAtMs = ground.clock.nowMs() + 2 * HOUR_MS
    become({ plannedAtMs, title: 'Film night II' })
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toMatchObject({ startsAtMs: plannedAtMs, name: 'Film night II' })
    begin()
    expect(await ground.does('event')).toEqual(DONE)
    // Discord would end it by itself after an hour.
    expect(await event()).toMatchObject({
      status: STATUS.active,
      endsAtMs: (meeting?.startedAtMs ?? 0) + 12 * HOUR_MS,
    })
    end()
    for (const _time of [1, 2]) expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toMatchObject({ status: STATUS.completed })
  })

  it('is asked for once while nothing changes', async () => {
    for (let time = 0; time < 3; time += 1) await ground.does('event')
    expect(ground.calls('POST', '/scheduled-events')).toBe(1)
    expect(ground.calls('PATCH', '/scheduled-events')).toBe(0)
  })

  it('is called off with it', async () => {
    await ground.does('event')
    become({ status: 'withdrawn', endedAtMs: ground.clock.nowMs() })
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toMatchObject({ status: STATUS.canceled })
  })

  it('is made late, and begun at once, where its time has come by then', async () => {
    become({ plannedAtMs: ground.clock.nowMs() - 1_000 })
    begin()
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toMatchObject({ status: STATUS.active })
  })

  it('is ended in order where nobody has begun it', async () => {
    await ground.does('event')
    begin()
    end()
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toMatchObject({ status: STATUS.completed })
  })

  it.each([
    ['was not planned', { plannedAtMs: null }],
    ['is over before it could be made', { status: 'ended', endedAtMs: 1 } as const],
    ['was called off before it could be made', { status: 'withdrawn' } as const],
  ])('is none of one that %s', async (_name, more) => {
    become(more)
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toBeUndefined()
  })

  it('that somebody has deleted in Discord stays away', async () => {
    await ground.does('event')
    await ground.deleteEvent((await event())?.id ?? '')
    begin()
    for (const _time of [1, 2]) expect(await ground.does('event')).toEqual(DONE)
    end()
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toBeUndefined()
  })

  it('that was made before its maker died is found again', async () => {
    const cut = {
      service: 'discord',
      kind: 'absent',
      pathContains: '/scheduled-events',
      method: 'POST',
    } as const
    ground.sandbox.faults.add({ ...cut, phase: 'acted', times: 1 })
    ground.sandbox.faults.add(cut)
    expect(await ground.does('event')).toMatchObject({ kind: 'failed', isFinal: false })
    expect(await event()).toBeDefined()
    ground.sandbox.faults.clear()
    ground.reboot()
    begin()
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toMatchObject({ status: STATUS.active })
  })

  it('that a repeated call has made twice is there once', async () => {
    ground.sandbox.faults.add({
      service: 'discord',
      kind: 'absent',
      phase: 'acted',
      pathContains: '/scheduled-events',
      method: 'POST',
      times: 1,
    })
    let outcome = await ground.does('event')
    if (outcome.kind === 'failed') outcome = await ground.does('event')
    expect(outcome).toEqual(DONE)
    const all = await ground.events()
    expect(all.filter(({ status }) => status === STATUS.scheduled)).toHaveLength(1)
  })

  it('takes Create Events, without which the meeting is none the worse', async () => {
    await ground.deny(PERMISSION.createEvents)
    expect(await ground.does('event')).toMatchObject({
      kind: 'failed',
      isFinal: true,
      reason: expect.stringContaining('Create Events'),
    })
    await ground.allow()
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toBeDefined()
  })

  it('stays within what Discord takes', async () => {
    become({ title: '𝕏'.repeat(50), description: '𝕏'.repeat(450) })
    expect(await ground.does('event')).toEqual(DONE)
    expect(await event()).toMatchObject({ description: expect.stringMatching(/Meeting k7f29x3qab$/) })
  })
})
