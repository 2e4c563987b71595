import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { type Closing, ClosingSchema } from '@kaltura-discord/shared/protocol/frames.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '../../platform/database/openDatabase.ts'
import { createDiscordSigner } from '../../testing/discordSigner.ts'
import {
  hello,
  postJson,
  startTestProduct,
  type TestProduct,
  type TestSocket,
} from '../../testing/startTestProduct.ts'
import { MAX_EVENT_AGE_MS } from './eventsRouter.ts'
import { createEventStore } from './store.ts'

const APPLICATION = '1100000000000000001'
const GUILD = '1200000000000000001'
/** A server that the sandbox's bot has never been in. */
const NOWHERE = '1200000000000000099'
const signer = createDiscordSigner()
const PATIENCE = { timeout: 10_000, interval: 10 }

let product: TestProduct
/** What another process sees. */
let database: Database

beforeAll(async () => {
  product = await startTestProduct({ DISCORD_PUBLIC_KEY: signer.publicKey })
  database = await openDatabase({ kind: 'sqlite', path: product.environment['DATABASE_PATH'] ?? '' })
})
afterAll(async () => {
  await database.close()
  await product.close()
})

interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly path?: string
}

function send(webhook: unknown, { headers, path = '/api/v1/discord/events' }: Sent = {}): Promise<Response> {
  const body = typeof webhook === 'string' ? webhook : JSON.stringify(webhook)
  return fetch(`${product.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(headers ?? signer.sign(body)) },
    body,
  })
}

let serial = 0
const webhook = (event: object, applicationId = APPLICATION) => ({
  version: 1,
  application_id: applicationId,
  type: 1,
  event: { timestamp: new Date(Date.now() + serial++).toISOString().replace('Z', ''), ...event },
})
const left = (userId: string, more: object = {}) =>
  webhook({ type: 'APPLICATION_DEAUTHORIZED', data: { user: { id: userId, username: 'ana' } }, ...more })
const added = (userId: string, guildId: string, more: object = {}) =>
  webhook({
    type: 'APPLICATION_AUTHORIZED',
    data: {
      integration_type: 0,
      user: { id: userId, username: 'ana' },
      scopes: ['bot', 'applications.commands'],
      guild: { id: guildId, name: 'Film Club' },
    },
    ...more,
  })

const events = () => database.query.selectFrom('discord_events').selectAll().execute()
const allDone = () =>
  vi.waitUntil(async () => (await events()).every(row => row.done_at_ms !== null), PATIENCE)

async function enter(name: string) {
  const signedIn = await product.signIn(name)
  const socket = product.connect(signedIn.accessToken)
  expect((await hello(socket)).ok).toBe(true)
  return { ...signedIn, socket, told: closing(socket) }
}
const closing = (socket: TestSocket) =>
  new Promise<Closing>(resolve => socket.once('closing', frame => resolve(ClosingSchema.parse(frame))))
const videos = async (token: string) =>
  (await fetch(`${product.url}/api/v1/videos`, { headers: { authorization: `Bearer ${token}` } })).status

describe('where Discord tells of the application', () => {
  it.each(['/api/v1/discord/events', '/api/discord/events'])('acknowledges a ping at %s', async path => {
    const response = await send({ version: 1, application_id: APPLICATION, type: 0 }, { path })
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expect(response.headers.get('content-type')).toContain('application/json')
    expect(await events()).toEqual([])
  })

  it('acknowledges what there is nothing to do about, and keeps none of it', async () => {
    for (const body of [
      webhook({ type: 'ENTITLEMENT_CREATE', data: { user_id: '1' } }),
      webhook({ type: 'SOMETHING_NEW' }),
      webhook({ type: 'APPLICATION_AUTHORIZED', data: { user: { id: '1' }, scopes: ['identify'] } }),
    ])
      expect((await send(body)).status).toBe(204)
    expect(await events()).toEqual([])
  })

  it('takes what Discord sends again after ten minutes', async () => {
    const body = JSON.stringify(webhook({ type: 'SOMETHING_NEW' }))
    expect((await send(body, { headers: { ...signer.sign(body, Date.now() - 10 * 60_000) } })).status).toBe(
      204,
    )
  })

  it('takes none of another application, and none that can not be read', async () => {
    const other = webhook(
      { type: 'APPLICATION_DEAUTHORIZED', data: { user: { id: '1' } } },
      '1100000000000000002',
    )
    expect((await send(other)).status).toBe(401)
    expect((await send({ application_id: '1100000000000000002', type: 0 })).status).toBe(401)
    for (const body of ['', '{', '[]', 'null', JSON.stringify(left('not an id')), '{"type":1}'])
      expect((await send(body)).status).toBe(400)
    expect(await events()).toEqual([])
  })

  it('takes none of a thousand that Discord has not signed (ASVS 4.1.5)', async () => {
    const ana = await enter('ana')
    const body = JSON.stringify(left(ana.user.id))
    const right = signer.sign(body)
    const flipped = (index: number) => {
      const bytes = Buffer.from(right['x-signature-ed25519'], 'hex')
      bytes[index % 64] = (bytes[index % 64] ?? 0) ^ (1 << (index % 8))
      return { ...right, 'x-signature-ed25519': bytes.toString('hex') }
    }
    const forgeries: ((index: number) => Promise<Response>)[] = [
      index => send(body, { headers: flipped(index) }),
      () => send(body, { headers: { ...right, 'x-signature-ed25519': randomBytes(64).toString('hex') } }),
      () => send(body, { headers: { ...createDiscordSigner().sign(body) } }),
      index => send(`${body}${' '.repeat(index % 7)} `, { headers: { ...right } }),
      () => send(body.replace(ana.user.id, '1'), { headers: { ...right } }),
      index => send(body, { headers: { ...right, 'x-signature-timestamp': String(index) } }),
      () => send(body, { headers: { ...signer.sign(body, Date.now() - MAX_EVENT_AGE_MS - 1_000) } }),
      () => send(body, { headers: {} }),
    ]
    for (let from = 0; from < 1_000; from += 50) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const forge = forgeries[(from + index) % forgeries.length]
          return forge?.(from + index)
        }),
      )
      for (const answer of answers) expect(answer?.status).toBe(401)
    }
    expect(await events()).toEqual([])
    expect(ana.socket.connected).toBe(true)
    expect(await videos(ana.accessToken)).toBe(200)
  })

  it('does what came a thousand times once', async () => {
    const body = JSON.stringify(added('1400000000000000077', GUILD))
    const headers = { ...signer.sign(body) }
    for (let from = 0; from < 1_000; from += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => send(body, { headers })))
      for (const answer of answers) expect(answer.status).toBe(204)
    }
    await allDone()
    expect(await events()).toMatchObject([{ type: 'authorized', attempts: 1, body: null, user_id: null }])
    expect(product.log.filter(line => line.includes('discord.event.done'))).toHaveLength(1)
    expect(await database.query.selectFrom('installations').selectAll().execute()).toMatchObject([
      { guild_id: GUILD, guild_name: 'Film Club', installed_by: '1400000000000000077' },
    ])
  })

  it('ends all of who has left, open sockets too, and nothing of anybody else (ASVS 7.4.1)', async () => {
    const ana = await enter('ana')
    const ben = await enter('ben')
    expect((await send(left(ana.user.id))).status).toBe(204)
    expect(await ana.told).toEqual({ reason: 'removed' })
    expect(await videos(ana.accessToken)).toBe(401)
    const refreshed = await postJson(`${product.url}/api/v1/auth/refresh`, { refreshToken: ana.refreshToken })
    expect(refreshed.status).toBe(401)
    await allDone()
    const signIns = await database.query.selectFrom('sign_ins').select('user_id').execute()
    expect(new Set(signIns.map(row => row.user_id))).toEqual(new Set([ben.user.id]))
    expect(ben.socket.connected).toBe(true)
    expect(await videos(ben.accessToken)).toBe(200)
    // Whoever comes back is welcome, and older news change nothing about it.
    const again = await enter('ana')
    const late = left(ana.user.id, { timestamp: new Date(Date.now() - 600_000).toISOString() })
    expect((await send(late)).status).toBe(204)
    await allDone()
    expect(again.socket.connected).toBe(true)
    expect(await videos(again.accessToken)).toBe(200)
  })

  it('is not answered as taken while the database is away, and taken after', async () => {
    const ana = await enter('ana')
    const body = JSON.stringify(left(ana.user.id))
    const count = (await events()).length
    const locked = new DatabaseSync(product.environment['DATABASE_PATH'] ?? '')
    locked.exec('BEGIN EXCLUSIVE')
    const refused = await send(body)
    locked.exec('ROLLBACK')
    locked.close()
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).not.toBeNull()
    expect(await events()).toHaveLength(count)
    expect((await send(body)).status).toBe(204)
    expect(await ana.told).toEqual({ reason: 'removed' })
  })
})

describe('a server that the bot was removed from', () => {
  it('is forgotten when who had added it leaves and Discord says that the bot is gone', async () => {
    const ana = await enter('ana')
    for (const guildId of [GUILD, NOWHERE]) {
      expect((await send(added(ana.user.id, guildId))).status).toBe(204)
      await database.query
        .insertInto('guild_configs')
        .values({ guild_id: guildId, version: 1, overrides: '{"commands":{"prefix":"!"}}', updated_at_ms: 1 })
        .execute()
    }
    await allDone()
    expect((await send(left(ana.user.id))).status).toBe(204)
    const removed = () =>
      database.query
        .selectFrom('guild_checks')
        .select('guild_id')
        .where('removed_at_ms', 'is not', null)
        .execute()
    await vi.waitUntil(async () => (await removed()).length > 0, PATIENCE)
    expect(await removed()).toEqual([{ guild_id: NOWHERE }])
    expect(await database.query.selectFrom('installations').selectAll().execute()).toMatchObject([
      { guild_id: GUILD, installed_by: null },
    ])
    // What its admins had set up waits for their return.
    expect(await database.query.selectFrom('guild_configs').selectAll().execute()).toHaveLength(2)
  })
})

describe('a process that ends between taking and doing', () => {
  it('is made up for by the next start', async () => {
    const { user, socket } = await enter('cleo')
    const gone = new Promise(resolve => socket.once('disconnect', resolve))
    await product.app.stop()
    await gone
    // What the endpoint does before it answers.
    const event = { type: 'deauthorized', userId: user.id, occurredAtMs: Date.now() } as const
    expect(await createEventStore(database).add('0'.repeat(64), event, Date.now())).toBe(true)
    const signIns = () =>
      database.query.selectFrom('sign_ins').select('id').where('user_id', '=', user.id).execute()
    expect(await signIns()).toHaveLength(1)
    await product.app.start()
    await allDone()
    expect(await signIns()).toEqual([])
  })
})
