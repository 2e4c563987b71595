import { describe, expect, it } from 'vitest'
import { textAt } from '../../conformance/jsonTree.ts'
import { createTestDiscord } from '../../testing/createTestDiscord.ts'
import { directChannelOf } from '../chat/channels.ts'
import {
  APPLICATION,
  BOT_PERMISSIONS,
  CHANNEL,
  GUILD,
  OTHER_GUILD,
  PERMISSION,
  RECORDINGS_CHANNEL,
  TEXT_CHANNEL,
} from '../identities.ts'

const GENERAL = `/channels/${TEXT_CHANNEL.id}`
const VOICE = `/channels/${CHANNEL.id}`
const INVITE = { target_type: 2, target_application_id: APPLICATION.id, max_age: 600, unique: false }

describe('channels', () => {
  it('are two text channels and a voice channel', async () => {
    const { asBot } = createTestDiscord()
    expect((await asBot('GET', `/guilds/${GUILD.id}/channels`)).body).toMatchObject([
      { id: TEXT_CHANNEL.id, type: 0, guild_id: GUILD.id },
      { id: RECORDINGS_CHANNEL.id, type: 0, guild_id: GUILD.id },
      { id: CHANNEL.id, type: 2, guild_id: GUILD.id },
    ])
    expect((await asBot('GET', VOICE)).body).toMatchObject({ name: 'Movie night', type: 2 })
  })

  it('take messages of the bot, which it alone may edit', async () => {
    const { asBot, chat } = createTestDiscord()
    const sent = await asBot('POST', `${GENERAL}/messages`, { content: 'Hello', flags: 64 })
    expect(sent).toMatchObject({ status: 200, body: { content: 'Hello', flags: 0, edited_timestamp: null } })
    const edited = await asBot('PATCH', `${GENERAL}/messages/${textAt(sent.body, 'id')}`, { content: 'Bye' })
    expect(edited).toMatchObject({
      status: 200,
      body: { content: 'Bye', edited_timestamp: expect.any(String) },
    })
    const { id } = chat.messages.add({ channelId: TEXT_CHANNEL.id, author: 'ana', content: 'Hi' })
    expect(await asBot('PATCH', `${GENERAL}/messages/${id}`, { content: 'No' })).toMatchObject({
      status: 403,
      body: { code: 50005 },
    })
    expect((await asBot('PATCH', `${VOICE}/messages/${id}`, { content: 'No' })).status).toBe(404)
  })

  it('list the newest first, and nothing for one person’s eyes', async () => {
    const { asBot, chat } = createTestDiscord()
    const add = (content: string, onlyFor: string | null = null) =>
      chat.messages.add({ channelId: TEXT_CHANNEL.id, author: 'ana', content, onlyFor })
    const [first] = [add('1'), add('2'), add('secret', 'ana'), add('3')]
    const listed = async (query = '') => {
      const { body } = await asBot('GET', `${GENERAL}/messages${query}`)
      return Array.isArray(body) ? body.map(({ content }) => content) : body
    }
    expect(await listed()).toEqual(['3', '2', '1'])
    expect(await listed('?limit=1')).toEqual(['3'])
    expect(await listed(`?after=${first.id}&limit=1`)).toEqual(['2'])
    expect((await asBot('GET', `${GENERAL}/messages?limit=101`)).status).toBe(400)
  })

  it('carry direct messages as well', async () => {
    const { asBot, world } = createTestDiscord()
    const [ana] = world.state().users
    if (ana === undefined) throw new Error('nobody is here')
    const path = `/channels/${directChannelOf(ana).id}`
    expect((await asBot('GET', path)).body).toMatchObject({ type: 1, recipients: [{ id: ana.id }] })
    expect((await asBot('POST', `${path}/messages`, { content: 'Hi' })).status).toBe(200)
    expect((await asBot('POST', `${path}/invites`, {})).status).toBe(403)
  })

  it.each([
    ['POST', `${GENERAL}/messages`, { content: 'x' }, PERMISSION.sendMessages, 50013],
    ['POST', `${GENERAL}/messages`, { content: 'x' }, PERMISSION.viewChannel, 50001],
    ['POST', `${VOICE}/invites`, INVITE, PERMISSION.createInvite, 50013],
    ['GET', VOICE, undefined, PERMISSION.viewChannel, 50001],
  ])('refuse %s %s without the permission', async (method, path, body, permission, code) => {
    const { asBot, world } = createTestDiscord()
    expect((await asBot(method, path, body)).status).toBe(200)
    world.setBotPermissions(BOT_PERMISSIONS & ~permission)
    expect(await asBot(method, path, body)).toMatchObject({ status: 403, body: { code } })
  })

  it.each([
    ['GET', '/channels/1', 404, 10003],
    ['GET', `/guilds/${OTHER_GUILD.id}/channels`, 403, 50001],
    ['PATCH', `${GENERAL}/messages/1`, 404, 10008],
    ['POST', `${GENERAL}/messages`, 400, 50006],
  ])('answer %s %s with %i and code %i', async (method, path, status, code) => {
    const { asBot } = createTestDiscord()
    expect(await asBot(method, path, {})).toMatchObject({ status, body: { code } })
  })

  it('are the bot’s alone', async () => {
    const { asNobody } = createTestDiscord()
    expect((await asNobody('GET', VOICE)).status).toBe(401)
  })
})

describe('invites', () => {
  it('to the Activity of a voice channel, the same one for the same wish', async () => {
    const { asBot, clock } = createTestDiscord()
    const invite = async (more: object = {}) =>
      (await asBot('POST', `${VOICE}/invites`, { ...INVITE, ...more })).body
    const first = await invite()
    expect(first).toMatchObject({
      channel: { id: CHANNEL.id, type: 2 },
      target_type: 2,
      target_application: { id: APPLICATION.id },
      max_age: 600,
    })
    expect(textAt(await invite(), 'code')).toBe(textAt(first, 'code'))
    expect(textAt(await invite({ unique: true }), 'code')).not.toBe(textAt(first, 'code'))
    clock.nowMs += 600_000
    expect(textAt(await invite(), 'code')).not.toBe(textAt(first, 'code'))
  })

  it.each([
    [VOICE, { ...INVITE, target_application_id: undefined }, 'target_application_id'],
    [VOICE, { ...INVITE, target_application_id: '1' }, 'target_application_id'],
    [VOICE, { ...INVITE, max_age: 604_801 }, 'max_age'],
    [VOICE, { ...INVITE, max_uses: 101 }, 'max_uses'],
    [VOICE, { ...INVITE, target_type: 3 }, 'target_type'],
    [GENERAL, INVITE, 'target_type'],
  ])('are refused at %s for %j by the field %s', async (path, body, field) => {
    const { asBot } = createTestDiscord()
    const answer = await asBot('POST', `${path}/invites`, body)
    expect(answer).toMatchObject({ status: 400, body: { code: 50035, errors: { [field]: {} } } })
  })

  it('need an application that has an Activity', async () => {
    const { asBot, settings } = createTestDiscord()
    settings.change({ flags: 0 })
    expect((await asBot('POST', `${VOICE}/invites`, INVITE)).status).toBe(400)
  })
})

describe('the servers that the bot is in', () => {
  it('are one, with what it may do there', async () => {
    const { asBot, world } = createTestDiscord()
    world.setBotPermissions(PERMISSION.viewChannel)
    expect((await asBot('GET', '/users/@me/guilds')).body).toMatchObject([
      { id: GUILD.id, permissions: '1024' },
    ])
  })

  it('come in pages', async () => {
    const { asBot } = createTestDiscord()
    expect((await asBot('GET', `/users/@me/guilds?after=${GUILD.id}&limit=200`)).body).toEqual([])
    for (const query of ['limit=201', 'limit=0', 'after=undefined', 'before=x'])
      expect((await asBot('GET', `/users/@me/guilds?${query}`)).status, query).toBe(400)
  })
})
