import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { textAt } from '../../conformance/jsonTree.ts'
import type { StandInResponse } from '../../standIn.ts'
import { jsonReply } from '../../testing/createTestChat.ts'
import { createTestDiscord } from '../../testing/createTestDiscord.ts'
import { APPLICATION, CHANNEL, GUILD, TEXT_CHANNEL } from '../identities.ts'

const OPENAPI = join(import.meta.dirname, '../../../../../shared/data/discord-openapi-v10.json')
const isAbsent = !existsSync(OPENAPI) && process.env['CI'] === undefined

const button = (custom_id: string) => ({ type: 2, style: 1, label: 'Go', custom_id })
const everyKind = [
  {
    type: 17,
    components: [
      {
        type: 9,
        components: [{ type: 10, content: 'One' }],
        accessory: { type: 11, media: { url: 'https://example.org/a.png' } },
      },
      { type: 9, components: [{ type: 10, content: 'Two' }], accessory: button('a') },
      { type: 12, items: [{ media: { url: 'https://example.org/b.png' } }] },
      { type: 14 },
      {
        type: 1,
        components: [button('b'), { type: 2, style: 5, label: 'Open', url: 'https://example.org' }],
      },
    ],
  },
  { type: 1, components: [{ type: 3, custom_id: 'c', options: [{ label: 'One', value: '1' }] }] },
  { type: 10, content: 'Three' },
]

describe.skipIf(isAbsent)(
  'channels and interactions answer as Discord’s OpenAPI document has it (needs ../shared/data)',
  () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    for (const format of ['snowflake', 'int32', 'int64', 'double', 'uri', 'nonce'])
      ajv.addFormat(format, true)
    ajv.addFormat('date-time', { validate: (text: string) => !Number.isNaN(Date.parse(text)) })
    if (!isAbsent) ajv.addSchema({ $id: 'discord', ...JSON.parse(readFileSync(OPENAPI, 'utf8')) })

    const check = (name: string, body: StandInResponse['body']): void => {
      const isValid = ajv.validate(
        { $ref: `discord#/components/schemas/${name}` },
        JSON.parse(JSON.stringify(body)),
      )
      expect(isValid ? [] : ajv.errors).toEqual([])
    }
    const list = (body: StandInResponse['body']): readonly object[] => {
      const parsed: unknown = JSON.parse(JSON.stringify(body))
      expect(Array.isArray(parsed) && parsed.length > 0).toBe(true)
      return Array.isArray(parsed) ? parsed : []
    }

    it('for channels, servers and invites', async () => {
      const { asBot } = createTestDiscord()
      for (const id of [TEXT_CHANNEL.id, CHANNEL.id])
        check('GuildChannelResponse', (await asBot('GET', `/channels/${id}`)).body)
      check('PrivateChannelResponse', (await asBot('GET', '/channels/1320000000000000001')).body)
      for (const each of list((await asBot('GET', `/guilds/${GUILD.id}/channels`)).body))
        check('GuildChannelResponse', each)
      for (const each of list((await asBot('GET', '/users/@me/guilds')).body)) check('MyGuildResponse', each)
      const wish = { target_type: 2, target_application_id: APPLICATION.id }
      check('GuildInviteResponse', (await asBot('POST', `/channels/${CHANNEL.id}/invites`, wish)).body)
      check('GuildInviteResponse', (await asBot('POST', `/channels/${CHANNEL.id}/invites`, {})).body)
    })

    it('for scheduled events', async () => {
      const { asBot, clock } = createTestDiscord()
      const path = `/guilds/${GUILD.id}/scheduled-events`
      const wish = {
        name: 'Film night',
        privacy_level: 2,
        entity_type: 3,
        entity_metadata: { location: 'Somewhere' },
        scheduled_start_time: new Date(clock.nowMs + 60_000).toISOString(),
        scheduled_end_time: new Date(clock.nowMs + 120_000).toISOString(),
      }
      const made = await asBot('POST', path, wish)
      check('ExternalScheduledEventResponse', made.body)
      for (const each of list((await asBot('GET', path)).body)) check('ExternalScheduledEventResponse', each)
      const changed = await asBot('PATCH', `${path}/${textAt(made.body, 'id')}`, { status: 2 })
      check('ExternalScheduledEventResponse', changed.body)
    })

    it('for messages that call somebody', async () => {
      const { asBot } = createTestDiscord()
      const wish = { content: `<@1400000000000000002> <@&${GUILD.id}>`, nonce: 'one', enforce_nonce: true }
      check('MessageResponse', (await asBot('POST', `/channels/${TEXT_CHANNEL.id}/messages`, wish)).body)
    })

    it('for messages of every kind', async () => {
      const { asBot, chat } = createTestDiscord()
      const path = `/channels/${TEXT_CHANNEL.id}/messages`
      chat.messages.add({ channelId: TEXT_CHANNEL.id, author: 'ana', content: 'Hello' })
      const plain = { content: 'x', embeds: [{ title: 'A', fields: [{ name: 'a', value: 'b' }] }] }
      check('MessageResponse', (await asBot('POST', path, plain)).body)
      const sent = await asBot('POST', path, { flags: 32_768, components: everyKind })
      check('MessageResponse', sent.body)
      const edit = { components: [{ type: 10, content: 'Less' }] }
      check('MessageResponse', (await asBot('PATCH', `${path}/${textAt(sent.body, 'id')}`, edit)).body)
      for (const each of list((await asBot('GET', path)).body)) check('MessageResponse', each)
    })

    it.each([
      { type: 4, data: { content: 'x' } },
      { type: 4, data: { flags: 32_768 | 64, components: everyKind } },
      { type: 5 },
      {
        type: 9,
        data: {
          title: 'T',
          custom_id: 'm',
          components: [{ type: 18, label: 'L', component: { type: 4, style: 1, custom_id: 'a' } }],
        },
      },
      { type: 12 },
    ])('for the first answer $type, and what follows', async answer => {
      const discord = createTestDiscord({
        line: async ({ body }) => {
          const [id, token] = [textAt(body, 'id'), textAt(body, 'token')]
          const path = `/interactions/${id}/${token}/callback?with_response=true`
          check('InteractionCallbackResponse', (await discord.asNobody('POST', path, answer)).body)
          if (answer.type > 5) return jsonReply({}, 202)
          const hook = `/webhooks/${APPLICATION.id}/${token}`
          const edit = answer.type === 5 ? { flags: 32_768, components: everyKind } : {}
          check('MessageResponse', (await discord.asNobody('PATCH', `${hook}/messages/@original`, edit)).body)
          check('MessageResponse', (await discord.asNobody('GET', `${hook}/messages/@original`)).body)
          check('MessageResponse', (await discord.asNobody('POST', hook, { content: 'More' })).body)
          return jsonReply({}, 202)
        },
      })
      discord.commands.upsert({ name: 'search', description: 'Look' })
      const performed = await discord.chat.perform({ user: 'ana', command: 'search' })
      expect(performed).toMatchObject({ conversation: { problem: null, answer: { type: answer.type } } })
    })
  },
)
