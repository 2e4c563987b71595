import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  BOT_PERMISSIONS,
  CHANNEL,
  GUILD,
  PERMISSION,
  RECORDINGS_CHANNEL,
  TEXT_CHANNEL,
} from '../../../../sandbox/src/discord/identities.ts'
import { NONCE_TRUSTED_MS } from './deliverNotice.ts'
import { createNotificationGround, type NotificationGround } from './testing/notificationGround.ts'
import { sampleMeeting } from './testing/sampleMeeting.ts'

const BEN = '1400000000000000002'
const CLEO = '1400000000000000003'
const MINUTE_MS = 60_000
const DONE = { kind: 'done' }

let ground: NotificationGround
let meeting: Meeting | null

beforeEach(async () => {
  meeting = sampleMeeting()
  ground = await createNotificationGround(() => meeting)
})
afterEach(() => ground.close())

const become = (more: Partial<Meeting>) => {
  meeting = sampleMeeting({ ...meeting, ...more })
}
const end = () => become({ status: 'ended', endedAtMs: ground.clock.nowMs() })
const textOf = (message: { readonly components: readonly unknown[] } | undefined) =>
  JSON.stringify(message?.components)
const planned = (aheadMs: number) =>
  ({
    status: 'scheduled',
    plannedAtMs: ground.clock.nowMs() + aheadMs,
    startedAtMs: null,
    openedAtMs: null,
  }) as const

describe('an announcement', () => {
  it('is one message, which says what is true by then', async () => {
    become({ openedAtMs: null })
    expect(await ground.does('announce')).toEqual(DONE)
    become({ openedAtMs: ground.clock.nowMs() })
    expect(await ground.does('announce')).toEqual(DONE)
    end()
    expect(await ground.does('announce')).toEqual(DONE)
    const [message, ...others] = await ground.messages()
    expect(others).toEqual([])
    expect(textOf(message)).toMatch(/is over.*Closed to new joiners/)
    expect(message?.editedAtMs).not.toBeNull()
  })

  it('is left alone while there is nothing new', async () => {
    for (let time = 0; time < 3; time += 1) await ground.does('announce')
    expect(ground.calls('PATCH', '/messages')).toBe(0)
    expect(ground.calls('POST', '/messages')).toBe(1)
  })

  it('has buttons that name the meeting', async () => {
    await ground.does('announce')
    const [message] = await ground.messages()
    for (const id of ['kaltura-join:join:', 'kaltura-start:share:', 'kaltura-end:end:'])
      expect(textOf(message)).toContain(`"${id}${meeting?.id}"`)
  })

  it('says of a planned meeting when to look again, so that people can join in time', async () => {
    become(planned(60 * MINUTE_MS))
    const opensAtMs = (meeting?.plannedAtMs ?? 0) - 15 * MINUTE_MS
    expect(await ground.does('announce')).toEqual({ kind: 'later', atMs: opensAtMs })
    expect(textOf((await ground.messages())[0])).not.toContain('"Join"')
    ground.time.aheadMs = 46 * MINUTE_MS
    expect(await ground.does('announce')).toEqual(DONE)
    expect(textOf((await ground.messages())[0])).toContain('"Join"')
  })

  it('isn’t made again by whoever is told of it once more', async () => {
    meeting = null
    expect(await ground.does('announce')).toEqual(DONE)
    expect(await ground.messages()).toEqual([])
  })
})

describe('rules of the server', () => {
  it('keep what is off from being sent, and never what is there from being true', async () => {
    ground.configure({ notifications: { enabled: false } })
    await ground.does('announce')
    expect(await ground.messages()).toEqual([])
    ground.configure({})
    await ground.does('announce')
    ground.configure({ notifications: { enabled: false, types: { meeting_end: false } } })
    end()
    await ground.does('announce')
    expect(textOf((await ground.messages())[0])).toMatch(/is over/)
  })

  it('have the end alone said where the beginning isn’t', async () => {
    ground.configure({ notifications: { types: { meeting_start: false } } })
    await ground.does('announce')
    expect(await ground.messages()).toEqual([])
    end()
    await ground.does('announce')
    expect(await ground.messages()).toHaveLength(1)
  })

  it('say nothing of an end that nobody wants to hear of', async () => {
    ground.configure({ notifications: { types: { meeting_start: false, meeting_end: false } } })
    end()
    expect(await ground.does('announce')).toEqual(DONE)
    expect(await ground.messages()).toEqual([])
  })

  it('say the end in a channel of its own as well', async () => {
    ground.configure({ notifications: { channels: { meeting_end: 'recordings' } } })
    await ground.does('announce')
    end()
    for (const _time of [1, 2]) await ground.does('announce')
    expect(textOf((await ground.messages())[0])).toMatch(/is over/)
    expect(await ground.messages(RECORDINGS_CHANNEL.id)).toHaveLength(1)
  })

  it.each([
    ['by name', { meeting_start: 'recordings' }, RECORDINGS_CHANNEL.id],
    ['by id', { meeting_start: RECORDINGS_CHANNEL.id }, RECORDINGS_CHANNEL.id],
    ['with a #', { meeting_start: '#recordings' }, RECORDINGS_CHANNEL.id],
    ['in the chat of a voice channel', { meeting_start: 'Movie night' }, CHANNEL.id],
    ['the default one for one that isn’t there', { meeting_start: 'nowhere' }, TEXT_CHANNEL.id],
    ['where it was started when neither is there', { default: 'nowhere' }, CHANNEL.id],
  ])('choose the channel %s', async (_name, channels, expected) => {
    become({ channelId: CHANNEL.id })
    ground.configure({ notifications: { channels } })
    await ground.does('announce')
    expect(await ground.messages(expected)).toHaveLength(1)
  })

  it('that lead nowhere are told by their names', async () => {
    become({ channelId: null })
    ground.configure({ notifications: { channels: { default: 'nowhere' } } })
    const outcome = await ground.does('announce')
    expect(outcome).toMatchObject({ kind: 'failed', isFinal: true })
    expect(JSON.stringify(outcome)).toContain('notifications.channels.meeting_start')
    expect(JSON.stringify(outcome)).toContain('notifications.channels.default')
  })
})

describe('a message', () => {
  it('that somebody has deleted isn’t sent again', async () => {
    await ground.does('announce')
    const [message] = await ground.messages()
    await ground.deleteMessage(message?.id ?? '')
    end()
    for (const _time of [1, 2]) expect(await ground.does('announce')).toEqual(DONE)
    expect(await ground.messages()).toEqual([])
  })

  it.each([
    ['Send Messages', PERMISSION.sendMessages],
    ['View Channel', PERMISSION.viewChannel],
  ])(
    'that the bot may not send is put aside, with what it lacks (%s) and where',
    async (name, permission) => {
      await ground.deny(permission)
      expect(await ground.does('announce')).toEqual({
        kind: 'failed',
        isFinal: true,
        reason: `The bot lacks ${name} in channel ${TEXT_CHANNEL.id} (notifications.channels.default).`,
      })
      await ground.allow()
      expect(await ground.does('announce')).toEqual(DONE)
      expect(await ground.messages()).toHaveLength(1)
    },
  )

  it.each([500, 429])('that Discord answers with %i is tried again', async status => {
    ground.sandbox.faults.add({ service: 'discord', kind: 'fail', status, method: 'POST', times: 5 })
    expect(await ground.does('announce')).toMatchObject({ kind: 'failed', isFinal: false })
    ground.sandbox.faults.clear()
    ground.reboot()
    expect(await ground.does('announce')).toEqual(DONE)
    expect(await ground.messages()).toHaveLength(1)
  })

  const cutOff = { service: 'discord', kind: 'absent', phase: 'acted', pathContains: '/messages' } as const

  it.each([
    ['soon, by its nonce', 0],
    ['later, by being looked for', NONCE_TRUSTED_MS + MINUTE_MS],
  ])('that was sent before its sender died is known again %s', async (_name, afterMs) => {
    ground.sandbox.faults.add({ ...cutOff, method: 'POST', times: 1 })
    ground.sandbox.faults.add({
      service: 'discord',
      kind: 'absent',
      pathContains: '/messages',
      method: 'POST',
    })
    expect(await ground.does('announce')).toMatchObject({ kind: 'failed', isFinal: false })
    expect(await ground.messages()).toHaveLength(1)
    ground.sandbox.faults.clear()
    ground.reboot()
    ground.time.aheadMs = afterMs
    // Meanwhile it has something else to say.
    end()
    expect(await ground.does('announce')).toEqual(DONE)
    const [message, ...others] = await ground.messages()
    expect(others).toEqual([])
    expect(textOf(message)).toMatch(/is over/)
    expect(ground.calls('GET', '/messages')).toBe(afterMs === 0 ? 0 : 1)
  })

  it.each([0, NONCE_TRUSTED_MS + MINUTE_MS])(
    'that may be where the bot no longer looks isn’t sent again once it does, after %i ms',
    async afterMs => {
      ground.sandbox.faults.add({ ...cutOff, method: 'POST', times: 1 })
      ground.sandbox.faults.add({
        service: 'discord',
        kind: 'absent',
        pathContains: '/messages',
        method: 'POST',
      })
      expect(await ground.does('announce')).toMatchObject({ kind: 'failed', isFinal: false })
      ground.sandbox.faults.clear()
      await ground.deny(PERMISSION.viewChannel)
      ground.time.aheadMs = afterMs
      expect(await ground.does('announce')).toMatchObject({
        isFinal: true,
        reason: expect.stringContaining('lacks View Channel'),
      })
      await ground.allow()
      ground.time.aheadMs = 10 * MINUTE_MS
      end()
      expect(await ground.does('announce')).toEqual(DONE)
      const [message, ...others] = await ground.messages()
      expect(others).toEqual([])
      expect(textOf(message)).toMatch(/is over/)
    },
  )

  it.each([0, NONCE_TRUSTED_MS + MINUTE_MS])(
    'that didn’t get there is sent by whoever comes next, after %i ms',
    async afterMs => {
      ground.sandbox.faults.add({ service: 'discord', kind: 'absent', pathContains: '/messages' })
      expect(await ground.does('announce')).toMatchObject({ kind: 'failed', isFinal: false })
      ground.sandbox.faults.clear()
      ground.reboot()
      ground.time.aheadMs = afterMs
      expect(await ground.does('announce')).toEqual(DONE)
      expect(await ground.messages()).toHaveLength(1)
    },
  )

  it('whose change got lost is changed again', async () => {
    await ground.does('announce')
    end()
    ground.sandbox.faults.add({
      service: 'discord',
      kind: 'absent',
      pathContains: '/messages',
      method: 'PATCH',
    })
    expect(await ground.does('announce')).toMatchObject({ kind: 'failed', isFinal: false })
    ground.sandbox.faults.clear()
    expect(await ground.does('announce')).toEqual(DONE)
    expect(textOf((await ground.messages())[0])).toMatch(/is over/)
  })
})

describe('a reminder', () => {
  it('is a message of its own shortly before, with a way in', async () => {
    become(planned(10 * MINUTE_MS))
    await ground.does('announce')
    for (const _time of [1, 2]) expect(await ground.does('remind')).toEqual(DONE)
    const [, reminder, ...others] = await ground.messages()
    expect(others).toEqual([])
    expect(textOf(reminder)).toMatch(/Soon: .*"Join"/)
  })

  it('is none when it is too early, or not planned any more', async () => {
    become(planned(20 * MINUTE_MS))
    await ground.does('remind')
    become({ status: 'withdrawn' })
    await ground.does('remind')
    expect(await ground.messages()).toEqual([])
  })

  it('says what has become of it', async () => {
    become(planned(9 * MINUTE_MS))
    await ground.does('remind')
    become({ status: 'withdrawn' })
    await ground.does('announce')
    const [reminder, ...others] = await ground.messages()
    expect(others).toEqual([])
    expect(textOf(reminder)).toMatch(/was called off/)
  })
})

describe('what else is told', () => {
  it('a recording, in its channel, with a button that plays it', async () => {
    end()
    become({ recording: { state: 'ready', entryId: '1_recorded' } })
    for (const _time of [1, 2]) expect(await ground.does('recorded')).toEqual(DONE)
    const [message, ...others] = await ground.messages(RECORDINGS_CHANNEL.id)
    expect(others).toEqual([])
    expect(textOf(message)).toContain('"kaltura-watch:play:1_recorded"')
  })

  it('who joins, where a server wants to know', async () => {
    const joiner = { userId: BEN, name: 'Ben *' }
    await ground.does('joined', joiner)
    expect(await ground.messages()).toEqual([])
    ground.configure({ notifications: { types: { user_join: true } } })
    for (const _time of [1, 2]) await ground.does('joined', joiner)
    await ground.does('joined', { userId: CLEO, name: 'Cleo' })
    const [first, second, ...others] = await ground.messages()
    expect(others).toEqual([])
    expect(textOf(first)).toContain('Ben \\\\* is now in **Film night**')
    expect(textOf(second)).toContain('Cleo')
    const keys = await ground.database.query.selectFrom('notification_messages').select('key').execute()
    expect(JSON.stringify(keys)).not.toContain(BEN)
  })

  const share = {
    shareId: 's1',
    userId: BEN,
    name: 'Ben',
    channelId: CHANNEL.id,
    mayMentionEveryone: false,
  }

  it('who asks others to come, where they asked, once for each time', async () => {
    for (const shareId of ['s1', 's1', 's2']) await ground.does('shared', { ...share, shareId })
    expect(await ground.messages(CHANNEL.id)).toHaveLength(2)
    ground.configure({ notifications: { channels: { meeting_share: 'recordings' } } })
    await ground.does('shared', { ...share, shareId: 's3' })
    expect(await ground.messages(RECORDINGS_CHANNEL.id)).toHaveLength(1)
    end()
    await ground.does('shared', { ...share, shareId: 's4' })
    expect(await ground.messages(CHANNEL.id)).toHaveLength(2)
  })

  it('calls everybody only if bot, template and sharer may', async () => {
    ground.configure({ notifications: { templates: { meeting_share: '@everyone {{title}}' } } })
    const pings = async (more: object) => {
      await ground.does('shared', { ...share, ...more })
      return (await ground.messages(CHANNEL.id)).at(-1)?.pings.everyone
    }
    expect(await pings({ shareId: 's1', mayMentionEveryone: true })).toBe(false)
    await ground.allow(PERMISSION.mentionEveryone)
    expect(await pings({ shareId: 's2', mayMentionEveryone: false })).toBe(false)
    expect(await pings({ shareId: 's3', mayMentionEveryone: true })).toBe(true)
  })

  it.each(['announce', 'joined', 'shared'])('is nothing for a payload of another kind (%s)', async kind => {
    const outcome = await ground.does(kind, { meetingId: '../x' })
    expect(outcome).toMatchObject({ kind: 'failed', isFinal: true })
  })
})

describe('who may mention everybody', () => {
  it('is asked of Discord, for that channel', async () => {
    const may = (userId: string) => ground.mayMentionEveryone(GUILD.id, userId, TEXT_CHANNEL.id)
    expect(await may('1400000000000000001')).toBe(true)
    expect(await may('1400000000000000005')).toBe(true)
    expect(await may(BEN)).toBe(false)
    expect(await may('1499999999999999999')).toBe(false)
    expect(await ground.mayMentionEveryone(GUILD.id, '1400000000000000005', '1')).toBe(false)
    expect(BOT_PERMISSIONS & PERMISSION.mentionEveryone).toBe(0n)
  })
})
