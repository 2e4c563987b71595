import { describe, expect, it } from 'vitest'
import { textAt } from '../../conformance/jsonTree.ts'
import { createTestDiscord } from '../../testing/createTestDiscord.ts'
import { BOT_PERMISSIONS, GUILD, OTHER_GUILD, PERMISSION } from '../identities.ts'

const EVENTS = `/guilds/${GUILD.id}/scheduled-events`
const HOUR_MS = 3_600_000

function setUp() {
  const test = createTestDiscord()
  const at = (ms: number) => new Date(test.clock.nowMs + ms).toISOString()
  const wish = {
    name: 'Film night',
    description: 'Bring popcorn',
    privacy_level: 2,
    entity_type: 3,
    entity_metadata: { location: 'Kaltura' },
    scheduled_start_time: at(HOUR_MS),
    scheduled_end_time: at(2 * HOUR_MS),
  }
  const make = async (): Promise<string> => {
    const { body } = await test.asBot('POST', EVENTS, wish)
    return `${EVENTS}/${textAt(body, 'id')}`
  }
  return { ...test, at, wish, make }
}

describe('scheduled events', () => {
  it('are made, moved, and gone through in order', async () => {
    const { asBot, make, at, clock } = setUp()
    const path = await make()
    expect((await asBot('GET', EVENTS)).body).toMatchObject([{ name: 'Film night', status: 1 }])
    const moved = { scheduled_start_time: at(3 * HOUR_MS), scheduled_end_time: at(4 * HOUR_MS) }
    expect((await asBot('PATCH', path, moved)).body).toMatchObject(moved)
    expect(await asBot('PATCH', path, { status: 3 })).toMatchObject({ status: 400, body: { code: 50035 } })
    expect((await asBot('PATCH', path, { status: 2 })).body).toMatchObject({ status: 2 })
    expect((await asBot('PATCH', path, { status: 4 })).status).toBe(400)
    clock.nowMs += 5_000
    expect((await asBot('PATCH', path, { status: 3 })).body).toMatchObject({ status: 3 })
    expect((await asBot('PATCH', path, { name: 'x' })).body).toMatchObject({ code: 180000 })
    expect((await asBot('GET', EVENTS)).body).toEqual([])
  })

  it('can be called off or deleted', async () => {
    const { asBot, make } = setUp()
    const [first, second] = [await make(), await make()]
    expect((await asBot('PATCH', first, { status: 4 })).body).toMatchObject({ status: 4 })
    expect((await asBot('DELETE', second)).status).toBe(204)
    expect(await asBot('PATCH', second, { status: 4 })).toMatchObject({ status: 404, body: { code: 10070 } })
  })

  it('begin and end by themselves at their times', async () => {
    const { asBot, make, clock } = setUp()
    const path = await make()
    clock.nowMs += HOUR_MS
    expect((await asBot('GET', path)).body).toMatchObject({ status: 2 })
    clock.nowMs += HOUR_MS
    expect((await asBot('GET', path)).body).toMatchObject({ status: 3 })
  })

  it.each([
    ['a name over 100 characters', { name: 'x'.repeat(101) }],
    ['a description over 1000', { description: 'x'.repeat(1001) }],
    ['no location', { entity_metadata: undefined }],
    ['a location over 100', { entity_metadata: { location: 'x'.repeat(101) } }],
    ['no end', { scheduled_end_time: null }],
    ['a start in the past', { scheduled_start_time: '2026-11-20T00:00:00Z' }],
    ['an end before the start', { scheduled_end_time: '2026-11-21T00:30:00Z' }],
    ['another kind', { entity_type: 2 }],
    ['no time at all', { scheduled_start_time: 'tomorrow' }],
  ])('are refused with %s', async (_name, change) => {
    const { asBot, wish } = setUp()
    const answer = await asBot('POST', EVENTS, { ...wish, ...change })
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } })
  })

  it('are a hundred at the most', async () => {
    const { asBot, wish, chat, clock } = setUp()
    for (let index = 0; index < 100; index += 1)
      chat.events.add({
        name: 'x',
        description: null,
        location: 'y',
        startsAtMs: clock.nowMs + 1,
        endsAtMs: clock.nowMs + 2,
      })
    expect(await asBot('POST', EVENTS, wish)).toMatchObject({ status: 400, body: { code: 30038 } })
  })

  it('take CREATE_EVENTS, and the bot', async () => {
    const { asBot, asNobody, make, wish, world } = setUp()
    const path = await make()
    world.setBotPermissions(BOT_PERMISSIONS & ~PERMISSION.createEvents)
    for (const [method, at, body] of [
      ['POST', EVENTS, wish],
      ['PATCH', path, { name: 'x' }],
      ['DELETE', path, undefined],
    ] as const)
      expect(await asBot(method, at, body)).toMatchObject({ status: 403, body: { code: 50013 } })
    expect((await asBot('GET', EVENTS)).status).toBe(200)
    expect((await asNobody('GET', EVENTS)).status).toBe(401)
    expect((await asBot('GET', `/guilds/${OTHER_GUILD.id}/scheduled-events`)).status).toBe(403)
  })
})
