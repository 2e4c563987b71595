import { describe, expect, it } from 'vitest'
import { parseWebhook } from './webhookEvent.ts'

const APPLICATION = '1100000000000000001'
const ANA = '1400000000000000001'
const GUILD = '1200000000000000001'
const AT = '2026-10-18T14:42:53.064834'

const webhook = (event: unknown, more: object = {}) => ({
  version: 1,
  application_id: APPLICATION,
  type: 1,
  event,
  ...more,
})
const deauthorized = (timestamp: string) => ({
  type: 'APPLICATION_DEAUTHORIZED',
  timestamp,
  data: { user: { id: ANA, username: 'ana', global_name: 'Ana' } },
})
const authorized = (more: object = {}) => ({
  type: 'APPLICATION_AUTHORIZED',
  timestamp: AT,
  data: {
    integration_type: 0,
    user: { id: ANA, username: 'ana' },
    scopes: ['bot', 'applications.commands'],
    guild: { id: GUILD, name: 'Film Club', owner_id: ANA },
    ...more,
  },
})
const nothing = { kind: 'nothing', applicationId: APPLICATION }

describe('what Discord tells of the application', () => {
  it('is read down to what we need', () => {
    expect(parseWebhook(webhook(authorized()))).toEqual({
      kind: 'event',
      applicationId: APPLICATION,
      event: {
        type: 'authorized',
        guildId: GUILD,
        guildName: 'Film Club',
        userId: ANA,
        scopes: ['bot', 'applications.commands'],
        occurredAtMs: Date.parse(`${AT}Z`),
      },
    })
  })

  it.each([
    [AT, 0],
    [`${AT}Z`, 0],
    [`${AT}+00:00`, 0],
    [`${AT}+02:00`, -7_200_000],
  ])('happened at %s, which is UTC unless it says otherwise', (timestamp, offsetMs) => {
    expect(parseWebhook(webhook(deauthorized(timestamp)))).toMatchObject({
      event: { type: 'deauthorized', userId: ANA, occurredAtMs: Date.parse(`${AT}Z`) + offsetMs },
    })
  })

  it.each([
    ['a ping', { version: 1, application_id: APPLICATION, type: 0 }],
    ['a ping that says so', { version: 1, application_id: APPLICATION, type: 0, event: null }],
    ['an event that there is not yet', webhook({ type: 'SOMETHING_NEW', timestamp: AT, data: {} })],
    ['another kind of webhook', { application_id: APPLICATION, type: 7 }],
    [
      'a person that allows it for themselves',
      webhook(authorized({ integration_type: 1, guild: undefined })),
    ],
  ])('is nothing to remember: %s', (_what, body) => {
    expect(parseWebhook(body)).toEqual(nothing)
  })

  it.each([
    ['no object', 'text'],
    ['no JSON', undefined],
    ['no application', { type: 0 }],
    ['an application that is no id', { application_id: 'ours', type: 0 }],
    ['no time', webhook(deauthorized('yesterday'))],
    ['nobody', webhook({ type: 'APPLICATION_DEAUTHORIZED', timestamp: AT, data: {} })],
    ['an id that is no text', webhook(authorized({ guild: { id: 12, name: 'x' } }))],
    ['an id with more in it', webhook(authorized({ user: { id: `${ANA}' OR 1` } }))],
  ])('is not believed with %s', (_what, body) => {
    expect(parseWebhook(body)).toBeNull()
  })

  it('never brings a name that does not fit its column', () => {
    const name = '🎬'.repeat(300)
    const parsed = parseWebhook(webhook(authorized({ guild: { id: GUILD, name } })))
    expect(parsed).toMatchObject({ event: { guildName: '🎬'.repeat(100) } })
  })
})
