import { beforeEach, expect, it } from 'vitest'
import type { Database } from '../../platform/database/openDatabase.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { createSignInStore, type SignIn, type SignInStore } from './store.ts'

const NOW_MS = 1_800_000_000_000.5
const HOUR_MS = 3_600_000

let database: Database
let store: SignInStore
let count = 0

async function add(more: Partial<SignIn> = {}): Promise<{ signIn: SignIn; token: string }> {
  count += 1
  const signIn: SignIn = {
    id: `sign-in-${count}`,
    surface: 'activity',
    userId: '1400000000000000001',
    guildId: '1200000000000000001',
    instanceId: `i-${count}`,
    serviceId: null,
    scopes: ['videos:read', 'videos:play'],
    kalturaRole: null,
    displayName: 'Ana 🎬',
    avatarUrl: null,
    expiresAtMs: Math.round(NOW_MS) + HOUR_MS,
    endedAtMs: null,
    ...more,
  }
  const token = `token-${count}`
  await store.add(signIn, token, NOW_MS)
  return { signIn, token }
}

eachDatabase('the store of sign-ins', open => {
  beforeEach(async () => {
    database = await open()
    store = createSignInStore(database)
  })

  it('gives back what it was given, by id and by token', async () => {
    const { signIn, token } = await add()
    expect(await store.get(signIn.id)).toEqual(signIn)
    expect(await store.ofToken(token)).toEqual(signIn)
    const forService = await add({
      surface: 'api',
      guildId: null,
      instanceId: null,
      serviceId: 'service-1',
      kalturaRole: 'moderator',
      scopes: [],
      displayName: ',role:adminRole\0\n\uff0c',
    })
    expect(await store.get(forService.signIn.id)).toEqual(forService.signIn)
    expect([await store.get('nobody'), await store.ofToken('nothing')]).toEqual([null, null])
  })

  it('keeps no token in clear', async () => {
    const { token } = await add()
    const rows = await database.query.selectFrom('refresh_tokens').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('replaces a refresh token once, and knows it afterwards (ID2)', async () => {
    const { signIn, token } = await add()
    const rotation = { signInId: signIn.id, used: token }
    expect(await store.rotate({ ...rotation, successor: 'next' }, NOW_MS)).toBe(true)
    expect(await store.rotate({ ...rotation, successor: 'thief' }, NOW_MS)).toBe(false)
    expect((await store.ofToken(token))?.id).toBe(signIn.id)
    expect((await store.ofToken('next'))?.id).toBe(signIn.id)
    expect(await store.ofToken('thief')).toBeNull()
  })

  it('lets one of two processes replace a token, and keeps the other’s successor out (ASVS 2.3.4)', async () => {
    const stores = [store, createSignInStore(await open())]
    for (let round = 0; round < 20; round++) {
      const { signIn, token } = await add()
      const rotate = (each: SignInStore, index: number) =>
        each.rotate({ signInId: signIn.id, used: token, successor: `${token}-${index}` }, NOW_MS)
      const won = await Promise.all(stores.map(rotate))
      expect(won.filter(Boolean)).toHaveLength(1)
      const found = await Promise.all(stores.map((_, index) => store.ofToken(`${token}-${index}`)))
      expect(found.map(each => each !== null)).toEqual(won)
    }
  })

  it('ends one, or all of a member in one Activity, and keeps when', async () => {
    const one = await add()
    await store.end(one.signIn.id, NOW_MS)
    await store.end(one.signIn.id, NOW_MS + HOUR_MS)
    expect((await store.get(one.signIn.id))?.endedAtMs).toBe(Math.round(NOW_MS))
    const member = { userId: '1400000000000000007', instanceId: 'i-shared' }
    const ids = [(await add(member)).signIn.id, (await add(member)).signIn.id]
    const elsewhere = await add({ ...member, instanceId: 'i-other' })
    const somebody = await add({ ...member, userId: '1400000000000000008' })
    expect((await store.endAllOf(member, NOW_MS)).sort()).toEqual(ids)
    expect(await store.endAllOf(member, NOW_MS)).toEqual([])
    const all = [one.signIn.id, ...ids, elsewhere.signIn.id, somebody.signIn.id, 'nobody']
    expect(await store.endedOf(all)).toEqual([one.signIn.id, ...ids, 'nobody'])
    expect(await store.endedOf([])).toEqual([])
  })

  it('forgets what has run out', async () => {
    const old = await add({ expiresAtMs: NOW_MS - 1_000 })
    const young = await add()
    await store.removeExpired(NOW_MS)
    expect([await store.get(old.signIn.id), await store.ofToken(old.token)]).toEqual([null, null])
    expect(await store.get(young.signIn.id)).toEqual(young.signIn)
  })
})
