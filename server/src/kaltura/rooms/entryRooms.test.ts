import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createKalturaCheck } from '../../../../sandbox/src/conformance/kalturaCheck.ts'
import { ADMIN_APP_TOKEN, PLAYBACK_APP_TOKEN } from '../../../../sandbox/src/kaltura/appTokens.ts'
import { TEMPLATE_ROOM_IDS } from '../../../../sandbox/src/kaltura/rooms/templateRooms.ts'
import { Secret } from '../../platform/secret.ts'
import { made, roomSpec } from '../../testing/roomSpec.ts'
import { sharedDataPath, skipWithoutSharedData } from '../../testing/sharedData.ts'
import { startTestKaltura, type TestKaltura } from '../../testing/startTestKaltura.ts'
import { createAppTokenSessions } from '../appTokenSessions.ts'
import { createKalturaSessions, type SessionSource } from '../kalturaSessions.ts'
import { createSecretSessions } from '../secretSessions.ts'
import { createEntryRooms } from './entryRooms.ts'

let kaltura: TestKaltura
beforeAll(async () => {
  kaltura = await startTestKaltura()
})
afterAll(() => kaltura.close())
afterEach(() => kaltura.sandbox.faults.clear())

const bySecret = () => createSecretSessions(kaltura)
function byAppTokens() {
  const own = ({ id, token }: { id: string; token: string }) => ({ id, token: new Secret(token) })
  const appTokens = { playback: own(PLAYBACK_APP_TOKEN), admin: own(ADMIN_APP_TOKEN) }
  return createAppTokenSessions({ ...kaltura, appTokens })
}

const roomsOver = (source: SessionSource, templates: object = TEMPLATE_ROOM_IDS) =>
  createEntryRooms({
    ...kaltura,
    sessions: createKalturaSessions(source, kaltura.clock),
    kafUrl: kaltura.sandbox.urls.kaf,
    templates,
  })

const RoomsSchema = z.object({ objects: z.array(z.record(z.string(), z.unknown())) })

/** Rooms as Kaltura has them, the deleted ones left out. */
async function atKaltura(reference: string): Promise<readonly Record<string, unknown>[]> {
  const session = made(await bySecret().admin('meetings', 600))
  const answer = await kaltura.client.send({
    service: 'room_room',
    action: 'list',
    kind: 'read',
    ks: session.ks,
    parameters: {
      filter: { objectType: 'KalturaRoomEntryFilter', referenceIdEqual: reference, statusNotEqual: '3' },
    },
    answer: RoomsSchema,
  })
  return answer.kind === 'answer' ? answer.value.objects : []
}

describe.each([
  ['the secret', bySecret],
  ['app tokens', byAppTokens],
])('a room that is an entry, over %s', (name, source) => {
  const idOf = (text: string) => `${text} ${name}`

  it('is made after the template of its type, and found again rather than made twice', async () => {
    const rooms = roomsOver(source())
    const spec = roomSpec({ reference: idOf('made'), type: 'webinar' })
    const room = made(await rooms.create(spec))
    expect(room).toMatchObject({ provider: 'entry', scheduleEventId: null, broadcastEntryId: '1_live' })
    expect(made(await rooms.create(spec))).toEqual(room)
    expect(await atKaltura(spec.reference)).toEqual([
      expect.objectContaining({
        id: room.id,
        name: 'Film night',
        description: 'Bring popcorn',
        templateRoomEntryId: TEMPLATE_ROOM_IDS.webinar,
        userId: 'discord_1400000000000000001',
        adminTags: 'kaltura-discord',
      }),
    ])
  })

  it('is closed, and removed with whatever else has its reference', async () => {
    const rooms = roomsOver(source())
    const spec = roomSpec({ reference: idOf('closed') })
    const room = made(await rooms.create(spec))
    const atMs = kaltura.clock.nowMs()
    for (const _again of [1, 2]) made(await rooms.close(room, spec.reference, atMs))
    expect(await atKaltura(spec.reference)).toEqual([
      expect.objectContaining({ endDate: Math.floor(atMs / 1000) }),
    ])
    for (const given of [null, room]) made(await rooms.remove(spec.reference, given))
    expect(await atKaltura(spec.reference)).toEqual([])
    made(await rooms.close(room, spec.reference, atMs))
  })

  it('is known to be there, or not', async () => {
    const rooms = roomsOver(source())
    const make = async (reference: string) => made(await rooms.create(roomSpec({ reference })))
    const [one, other] = [await make(idOf('there 1')), await make(idOf('there 2'))]
    made(await rooms.remove(idOf('there 2'), null))
    expect(made(await rooms.existing([one, other]))).toEqual(new Set([one.id]))
    expect(made(await rooms.existing([]))).toEqual(new Set())
    expect(made(await rooms.plannedAtMs(one))).toBeNull()
  })
})

describe('a room that is an entry', () => {
  it('is not made without a template, but for a meeting, which Kaltura has one of its own for', async () => {
    const rooms = roomsOver(bySecret(), {})
    for (const type of ['webinar', 'classroom'] as const)
      expect(await rooms.create(roomSpec({ type }))).toMatchObject({
        error: { code: 'meeting_type_unavailable' },
      })
    expect(made(await rooms.create(roomSpec({ reference: 'bare' })))).toMatchObject({ provider: 'entry' })
  })

  it.each(['0_none', '0_alps'])('is not made after %s, and whoever runs this is told', async webinar => {
    const rooms = roomsOver(bySecret(), { webinar })
    const spec = roomSpec({ reference: `no template ${webinar}`, type: 'webinar' })
    expect(await rooms.create(spec)).toMatchObject({ error: { code: 'meeting_type_unavailable' } })
    expect(await atKaltura(spec.reference)).toEqual([])
    expect(kaltura.log.map(line => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        event: 'kaltura.rooms.noTemplate',
        entryId: webinar,
        setting: 'KALTURA_ROOM_TEMPLATES',
      }),
    )
  })

  it('is found after Kaltura has made it and said nothing', async () => {
    const fault = { service: 'kaltura', kind: 'absent', phase: 'acted', times: 1 } as const
    kaltura.sandbox.faults.add({ ...fault, pathContains: 'room_room/action/add' })
    const spec = roomSpec({ reference: 'silence' })
    const room = made(await roomsOver(bySecret()).create(spec))
    expect(await atKaltura('silence')).toEqual([expect.objectContaining({ id: room.id })])
  })

  it('is not taken for closed or gone where Kaltura refuses that', async () => {
    const source = bySecret()
    const room = made(await roomsOver(source).create(roomSpec({ reference: 'refused' })))
    // Of a viewer, who may do neither.
    const rooms = roomsOver({ ...source, admin: () => source.user('7', 600) })
    const refused = { ok: false, error: { code: 'kaltura_unavailable' } }
    expect(await rooms.close(room, 'refused', 0)).toMatchObject(refused)
    expect(await rooms.remove('refused', room)).toMatchObject(refused)
    expect(await atKaltura('refused')).toHaveLength(1)
  })

  it('can’t be made, closed, removed or looked for while Kaltura is away', async () => {
    const rooms = roomsOver(bySecret())
    const room = made(await rooms.create(roomSpec({ reference: 'away' })))
    kaltura.sandbox.faults.add({ service: 'kaltura', kind: 'garble' })
    const away = { ok: false, error: { code: 'kaltura_unavailable' } }
    expect(await rooms.create(roomSpec({ reference: 'away 2' }))).toMatchObject(away)
    expect(await rooms.close(room, 'away', 0)).toMatchObject(away)
    expect(await rooms.remove('away', room)).toMatchObject(away)
    expect(await rooms.existing([room])).toMatchObject(away)
    expect(await rooms.recording(room)).toMatchObject(away)
  })
})

describe.skipIf(skipWithoutSharedData)('what is asked for rooms that are entries', () => {
  it('is what Kaltura’s schema says, in name and type', () => {
    const check = createKalturaCheck(sharedDataPath('kaltura-22.19.0.schema.json'))
    const sent = kaltura.sandbox.traffic.entries().filter(({ service }) => service === 'kaltura')
    expect(sent.flatMap(check)).toEqual([])
    const actions = new Set(sent.map(({ url }) => url.replace(/.*service\/(\w+)\/action\/(\w+).*/, '$1.$2')))
    for (const action of ['add', 'get', 'list', 'update', 'delete'])
      expect(actions).toContain(`room_room.${action}`)
    expect(actions).toContain('session.end')
  })
})
