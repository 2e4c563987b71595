import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ADMIN_SESSION, encodeKs } from '../../../../sandbox/src/kaltura/ks.ts'
import type { DiscordUser } from '../../discord/schemas.ts'
import { createKalturaSessions } from '../../kaltura/kalturaSessions.ts'
import { createSecretSessions } from '../../kaltura/secretSessions.ts'
import type { Database } from '../../platform/database/openDatabase.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { startTestKaltura, type TestKaltura } from '../../testing/startTestKaltura.ts'
import { postJson } from '../../testing/startTestProduct.ts'
import { createSentProfiles } from './store.ts'
import { createUserSync, type UserSync } from './userSync.ts'

const CDN = 'https://cdn.example.com'
const GUILD = '1200000000000000001'

let kaltura: TestKaltura
let database: Database
let sync: UserSync
let nextId = 0
let wants: (guildId: string | null) => Promise<boolean>

beforeAll(async () => {
  kaltura = await startTestKaltura()
})
afterAll(() => kaltura.close())
afterEach(() => kaltura.sandbox.faults.clear())

function start(): UserSync {
  wants = async () => true
  return createUserSync({
    ...kaltura,
    sessions: createKalturaSessions(createSecretSessions(kaltura), kaltura.clock),
    sent: createSentProfiles(database),
    cdnUrl: CDN,
    wantsSync: guildId => wants(guildId),
    retryMs: { initialDelay: 5, maxDelay: 20 },
  })
}

const person = (more: Partial<DiscordUser> = {}): DiscordUser => {
  nextId += 1
  return { id: `14${nextId}`, username: 'eva', global_name: 'Eva Maria Müller', avatar: 'a1b2', ...more }
}

const told = () => kaltura.calls('/service/user/').length
const logged = (event: string) => kaltura.log.filter(line => line.includes(`"${event}"`)).length

/** What Kaltura has. */
async function userAt({ id }: DiscordUser): Promise<unknown> {
  const contents = { partnerId: kaltura.partnerId, userId: '', type: ADMIN_SESSION, privileges: '' }
  const ks = encodeKs({ ...contents, expiresAtS: Date.now() / 1000 + 60 }, kaltura.adminSecret.reveal())
  const url = `${kaltura.endpoint}/service/user/action/get`
  return (await postJson(url, { ks, format: 1, userId: `discord_${id}` })).json()
}

async function signIn(user: DiscordUser): Promise<void> {
  const before = logged('user.synced')
  sync.signedIn(user, GUILD)
  await vi.waitUntil(() => logged('user.synced') > before)
}

eachDatabase('what Kaltura was told', open => {
  beforeEach(async () => {
    database = await open()
    sync = start()
  })
  afterEach(() => sync.close())

  describe('a Kaltura user', () => {
    it('is made at the first sign-in', async () => {
      const user = person()
      await signIn(user)
      expect(await userAt(user)).toMatchObject({
        id: `discord_${user.id}`,
        screenName: 'Eva Maria Müller',
        firstName: 'Eva Maria',
        lastName: 'Müller',
        thumbnailUrl: `${CDN}/avatars/${user.id}/a1b2.png?size=256`,
        externalId: user.id,
      })
    })

    it('is told of a new name or picture, and of nothing else', async () => {
      const user = person()
      await signIn(user)
      const before = told()
      sync.signedIn({ ...user, username: 'eva.m' }, GUILD)
      await signIn({ ...user, global_name: 'Eva', avatar: null })
      expect(told() - before).toBe(1)
      expect(await userAt(user)).toMatchObject({ screenName: 'Eva', lastName: '', thumbnailUrl: '' })
    })

    it('that we did not know of is taken over', async () => {
      const user = person()
      await signIn(user)
      await database.query.deleteFrom('kaltura_users').execute()
      await signIn({ ...user, global_name: 'Other' })
      expect(await userAt(user)).toMatchObject({ screenName: 'Other' })
    })

    it('that was deleted at Kaltura is made again', async () => {
      const user = person()
      await createSentProfiles(database).remember(user.id, 'an older one', 0)
      await signIn(user)
      expect(await userAt(user)).toMatchObject({ externalId: user.id })
    })

    it('is written by one hand, and ends as the last sign-in has it', async () => {
      const user = person()
      kaltura.sandbox.faults.add({ service: 'kaltura', kind: 'slow', delayMs: 30, times: 1 })
      const names = Array.from({ length: 50 }, (_, index) => `Name ${index}`)
      for (const name of names) sync.signedIn({ ...user, global_name: name }, GUILD)
      await vi.waitUntil(async () => JSON.stringify(await userAt(user)).includes('"Name 49"'))
      const written = ['user/action/add', 'user/action/update']
        .flatMap(kaltura.calls)
        .filter(({ requestBody }) => JSON.stringify(requestBody).includes(user.id))
      expect(written.length).toBeLessThanOrEqual(2)
    })

    it('is tried again when Kaltura was away', async () => {
      const user = person()
      kaltura.sandbox.faults.add({
        service: 'kaltura',
        kind: 'garble',
        pathContains: 'service/user',
        times: 2,
      })
      const before = told()
      await signIn(user)
      // Two answers were lost, though Kaltura had made the user: the third try is told so, and updates.
      expect(told() - before).toBe(4)
      expect(await userAt(user)).toMatchObject({ screenName: 'Eva Maria Müller' })
    })

    it('is left alone where a server does not want it, or can not say', async () => {
      const before = told()
      wants = async guildId => guildId !== GUILD
      sync.signedIn(person(), GUILD)
      wants = async () => Promise.reject(new Error('no database'))
      sync.signedIn(person(), GUILD)
      await vi.waitUntil(() => logged('user.sync.failed') > 0)
      wants = async () => true
      await signIn(person())
      expect(told() - before).toBe(1)
    })

    it.each([
      ['x,role:adminRole,userContextualRole:0', 'x role:adminRole userContextualRole:0'],
      ['  a\n\u202Eb\u0000  c ', 'a b c'],
      [',', 'eva'],
      ['🍿'.repeat(200), '🍿'.repeat(100)],
    ])('never carries what a name should not: %j', async (global_name, screenName) => {
      const user = person({ global_name })
      await signIn(user)
      expect(await userAt(user)).toMatchObject({ screenName })
    })
  })

  describe('ending', () => {
    it('waits for no retry', async () => {
      const own = start()
      kaltura.sandbox.faults.add({ service: 'kaltura', kind: 'garble', pathContains: 'service/user' })
      const before = told()
      own.signedIn(person(), GUILD)
      await vi.waitUntil(() => told() > before)
      await own.close()
      const after = told()
      own.signedIn(person(), GUILD)
      await own.close()
      expect(told()).toBe(after)
    })
  })
})
