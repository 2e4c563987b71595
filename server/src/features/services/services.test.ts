import { beforeEach, expect, it } from 'vitest'
import type { Database } from '../../platform/database/openDatabase.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { createServices, type Services } from './services.ts'
import { createServiceStore } from './store.ts'

const NOW_MS = 1_800_000_000_000
const MINUTE_MS = 60_000

let database: Database
let services: Services
let nowMs = NOW_MS

const create = () =>
  services.create({ name: 'Gate', scopes: ['videos:read', 'videos:read'], kalturaRole: 'moderator' })
const usedAt = async (id: string) => (await services.list()).find(each => each.id === id)?.lastUsedAtMs

eachDatabase('services', open => {
  beforeEach(async () => {
    nowMs = NOW_MS
    database = await open()
    services = createServices(createServiceStore(database), { nowMs: () => nowMs })
  })

  it('are known by their credential alone (ID4)', async () => {
    const { service, credential } = await create()
    const other = await create()
    expect(await services.authenticate(credential)).toMatchObject({
      id: service.id,
      name: 'Gate',
      scopes: ['videos:read'],
      kalturaRole: 'moderator',
    })
    const mixed = credential.replace(service.id, other.service.id)
    for (const wrong of ['', 'kds_', mixed, `${credential} `, credential.slice(0, -1), `kds_${service.id}_`])
      expect([wrong, await services.authenticate(wrong)]).toEqual([wrong, null])
  })

  it('differ, with 256 bits of chance in each (ASVS 11.5.1)', async () => {
    const secrets = new Set<string>()
    for (let i = 0; i < 200; i++) secrets.add((await create()).credential.slice(-43))
    expect(secrets.size).toBe(200)
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  })

  it('are noted as used now and then, not each time', async () => {
    const { service, credential } = await create()
    expect(await usedAt(service.id)).toBeNull()
    await services.authenticate(credential)
    nowMs = NOW_MS + MINUTE_MS / 2
    await services.authenticate(credential)
    expect(await usedAt(service.id)).toBe(NOW_MS)
    nowMs = NOW_MS + 2 * MINUTE_MS
    await services.authenticate(credential)
    expect(await usedAt(service.id)).toBe(nowMs)
  })

  it('end once and for all when they are revoked', async () => {
    const { service, credential } = await create()
    expect(await services.holds(service.id)).toBe(true)
    const revokedAtMs = Math.round(nowMs)
    expect(await services.revoke(service.id)).toMatchObject({ revokedAtMs: null })
    nowMs += MINUTE_MS
    expect(await services.revoke(service.id)).toMatchObject({ revokedAtMs })
    expect([await services.authenticate(credential), await services.holds(service.id)]).toEqual([null, false])
    expect([await services.revoke('nobody'), await services.holds('nobody')]).toEqual([null, false])
  })
})
