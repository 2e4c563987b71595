import {
  MAX_HINTS,
  type Preferences,
  PreferencesAnswerSchema,
  PreferencesSchema,
} from '@kaltura-discord/shared/protocol/http/preferences.ts'
import { ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import { ofMember } from './operations.ts'
import { createPreferencesStore } from './store.ts'

const NOW_MS = 1_795_000_000_000

const preferences: Preferences = {
  version: 1,
  changedAtMs: NOW_MS - 60_000,
  volume: 0.4,
  muted: false,
  captions: {
    on: true,
    track: { language: 'de', label: 'Deutsch' },
    style: { size: 'large', position: 'top', background: 'solid' },
  },
  audio: null,
  quality: 360,
  offsetMs: 200,
  panel: null,
  hints: [],
}

eachDatabase('preferences', open => {
  it('are remembered for each person alone', async () => {
    const store = createPreferencesStore(await open())
    expect(await store.load('1')).toBeNull()
    expect(await store.save('1', preferences, NOW_MS)).toEqual(preferences)
    expect(await store.load('1')).toEqual(preferences)
    expect(await store.load('2')).toBeNull()
  })

  it('are those that were changed last, whichever come last', async () => {
    const store = createPreferencesStore(await open())
    const later = { ...preferences, volume: 1, changedAtMs: preferences.changedAtMs + 1 }
    await store.save('1', preferences, NOW_MS)
    expect(await store.save('1', later, NOW_MS)).toEqual(later)
    expect(await store.save('1', preferences, NOW_MS + 1)).toEqual(later)
  })

  it('are nothing where another build has left what this one can’t read', async () => {
    const database = await open()
    await database.query
      .insertInto('personal_settings')
      .values({ user_id: '1', settings: '{"version":9}', changed_at_ms: 1, saved_at_ms: 1 })
      .execute()
    const store = createPreferencesStore(database)
    expect(await store.load('1')).toBeNull()
    expect(await store.save('1', preferences, NOW_MS)).toEqual(preferences)
  })
})

describe('GET and PUT me/preferences', () => {
  let product: TestProduct
  let token: string
  beforeAll(async () => {
    product = await startTestProduct()
    token = (await product.signIn('ana')).accessToken
  })
  afterAll(() => product.close())

  const send = (body?: unknown) =>
    fetch(`${product.url}/api/v1/me/preferences`, {
      method: body === undefined ? 'GET' : 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const fieldOf = async (body: unknown) => {
    const response = await send(body)
    return [response.status, ProblemSchema.parse(await response.json()).field]
  }

  it('give back what was put', async () => {
    const before = PreferencesAnswerSchema.parse(await (await send()).json())
    expect(before.preferences).toBeNull()
    const put = PreferencesAnswerSchema.parse(await (await send({ ...preferences, changedAtMs: 5 })).json())
    expect(put.preferences).toEqual({ ...preferences, changedAtMs: 5 })
    expect(PreferencesAnswerSchema.parse(await (await send()).json())).toEqual(put)
  })

  it('are nobody else’s, whoever asks (ASVS 8.2.2)', async () => {
    const ben = (await product.signIn('ben')).accessToken
    expect((await send({ ...preferences, volume: 0.25 })).status).toBe(200)
    const as = (bearer: string) =>
      fetch(`${product.url}/api/v1/me/preferences?userId=1`, {
        headers: { authorization: `Bearer ${bearer}` },
      })
    expect(await (await as(ben)).json()).toEqual({ preferences: null })
    expect((await as('nobody')).status).toBe(401)
    expect(PreferencesAnswerSchema.parse(await (await send()).json()).preferences?.volume).toBe(0.25)
  })

  it('take no clock that is ahead at its word', async () => {
    const put = await send({ ...preferences, changedAtMs: 8e15 })
    const kept = PreferencesAnswerSchema.parse(await put.json()).preferences
    expect(kept?.changedAtMs).toBeLessThan(8e15)
  })

  it('refuse what can’t be, and name it (ASVS 2.2.1)', async () => {
    expect(await fieldOf({ ...preferences, volume: 2 })).toEqual([400, 'volume'])
    expect(await fieldOf({ ...preferences, offsetMs: 501 })).toEqual([400, 'offsetMs'])
    expect(await fieldOf({ ...preferences, colour: 'red' })).toEqual([400, undefined])
    expect(await fieldOf({ ...preferences, version: 2 })).toEqual([400, 'version'])
  })

  it('are nothing for guests, whose choices stay on their device', async () => {
    const refused = await ofMember('0123456789', () => Promise.reject(new Error('asked')))
    expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  })
})

it('never fills more than 4 kB', () => {
  const track = { language: '\u{1f600}'.repeat(17), label: '\u{1f600}'.repeat(50) }
  const largest = PreferencesSchema.parse({
    ...preferences,
    changedAtMs: 8.64e15,
    volume: 1 / 3,
    captions: { ...preferences.captions, track },
    audio: track,
    panel: 'p'.repeat(20),
    presence: 'yes',
    hints: Array.from({ length: MAX_HINTS }, () => 'h'.repeat(40)),
  })
  expect(Buffer.byteLength(JSON.stringify(largest))).toBeLessThan(4096)
})
