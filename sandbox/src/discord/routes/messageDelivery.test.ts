import { describe, expect, it } from 'vitest'
import { textAt } from '../../conformance/jsonTree.ts'
import { createTestDiscord } from '../../testing/createTestDiscord.ts'
import { BOT_PERMISSIONS, PERMISSION, RECORDINGS_CHANNEL, ROLES, TEXT_CHANNEL } from '../identities.ts'

const GENERAL = `/channels/${TEXT_CHANNEL.id}/messages`
const RECORDINGS = `/channels/${RECORDINGS_CHANNEL.id}/messages`
const ANA = '1400000000000000001'
const CREW = ROLES[4]?.id ?? ''

describe('a message with a nonce that is enforced', () => {
  const wish = { content: 'Hello', nonce: 'meeting-1', enforce_nonce: true }

  it('is the same one when it is sent again within minutes, in that channel', async () => {
    const { asBot, clock, chat } = createTestDiscord()
    const first = await asBot('POST', GENERAL, wish)
    clock.nowMs += 60_000
    const again = await asBot('POST', GENERAL, { ...wish, content: 'Hello?' })
    expect(again).toMatchObject({ status: 200, body: { content: 'Hello', id: textAt(first.body, 'id') } })
    expect(chat.messages.in(TEXT_CHANNEL.id)).toHaveLength(1)
    await asBot('POST', RECORDINGS, wish)
    expect(chat.messages.in(RECORDINGS_CHANNEL.id)).toHaveLength(1)
  })

  it('is another one later, with another nonce, or where it is not enforced', async () => {
    const { asBot, clock, chat } = createTestDiscord()
    await asBot('POST', GENERAL, wish)
    await asBot('POST', GENERAL, { ...wish, enforce_nonce: false })
    await asBot('POST', GENERAL, { ...wish, nonce: 'meeting-2' })
    clock.nowMs += 180_000
    await asBot('POST', GENERAL, wish)
    expect(chat.messages.in(TEXT_CHANNEL.id)).toHaveLength(4)
    expect((await asBot('POST', GENERAL, { ...wish, nonce: 'x'.repeat(26) })).status).toBe(400)
  })
})

describe('whom a message calls', () => {
  const all = `@everyone <@${ANA}> <@&${CREW}>`
  const v2 = (content: string) => ({
    flags: 32_768,
    components: [{ type: 17, components: [{ type: 10, content }] }],
  })
  const everything = { mention_everyone: true, mentions: [{ id: ANA }], mention_roles: [CREW] }
  const people = { mention_everyone: false, mentions: [{ id: ANA }], mention_roles: [] }
  const nobody = { mention_everyone: false, mentions: [], mention_roles: [] }

  it.each([
    ['all that the bot may', { content: all }, true, everything],
    ['the same in a text display', v2(all), true, everything],
    ['no roles and not everybody where the bot may not', v2(all), false, people],
    ['nobody where it says so', { ...v2(all), allowed_mentions: { parse: [] } }, true, nobody],
    ['kinds that it names', { ...v2(all), allowed_mentions: { parse: ['users'] } }, true, people],
    ['people that it names', { ...v2(all), allowed_mentions: { users: [ANA] } }, true, people],
    ['nobody in an embed', { embeds: [{ title: all }] }, true, nobody],
    ['nobody unknown', { content: '<@1> <@&2>' }, true, nobody],
  ])('is %s', async (_name, wish, mayCallAll, expected) => {
    const { asBot, world } = createTestDiscord()
    if (mayCallAll) world.setBotPermissions(BOT_PERMISSIONS | PERMISSION.mentionEveryone)
    expect((await asBot('POST', GENERAL, wish)).body).toMatchObject(expected)
  })
})

describe('a message of the bot', () => {
  it('can be deleted by it, others can’t', async () => {
    const { asBot, chat } = createTestDiscord()
    const { body } = await asBot('POST', GENERAL, { content: 'x' })
    const { id } = chat.messages.add({ channelId: TEXT_CHANNEL.id, author: 'ana', content: 'Hi' })
    expect((await asBot('DELETE', `${GENERAL}/${textAt(body, 'id')}`)).status).toBe(204)
    expect((await asBot('DELETE', `${GENERAL}/${textAt(body, 'id')}`)).status).toBe(404)
    expect((await asBot('DELETE', `${GENERAL}/${id}`)).status).toBe(403)
  })
})
