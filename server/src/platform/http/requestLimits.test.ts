import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keyOfAddress, keysOfCaller } from './limitKeys.ts'
import { formatRateLimit } from './rateLimitHeaders.ts'
import { createRequestLimits, INSTANCE_SHARE, type LimitKey } from './requestLimits.ts'

const operation = { id: 'videos.list', limit: { points: 2, perS: 60 } }
const user = (key: string): LimitKey => ({ by: 'user', key })
const instance = (key: string): LimitKey => ({ by: 'instance', key })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('limits', () => {
  it('allow so many in a window, to each on their own, and say what is left (ASVS 2.4.1)', async () => {
    const limits = createRequestLimits()
    expect((await limits.take(operation, [user('a')])).quotas).toEqual([
      { by: 'user', allowed: 2, windowS: 60, remaining: 1, resetS: 60 },
    ])
    await vi.advanceTimersByTimeAsync(20_000)
    await limits.take(operation, [user('a')])
    const refused = await limits.take(operation, [user('a')])
    expect(refused.allowed).toMatchObject({ error: { code: 'rate_limited', retryAfterS: 40 } })
    expect(refused.quotas).toEqual([{ by: 'user', allowed: 2, windowS: 60, remaining: 0, resetS: 40 }])
    expect((await limits.take(operation, [user('b')])).allowed.ok).toBe(true)
    await vi.advanceTimersByTimeAsync(40_000)
    expect((await limits.take(operation, [user('a')])).allowed.ok).toBe(true)
  })

  it('count a request against all that apply, and a refused one against nobody wider', async () => {
    const limits = createRequestLimits()
    for (let n = 0; n < 10; n++) await limits.take(operation, [user('noisy'), instance('i')])
    const { quotas, allowed } = await limits.take(operation, [user('quiet'), instance('i')])
    expect(allowed.ok).toBe(true)
    expect(quotas[1]).toMatchObject({ by: 'instance', remaining: 2 * INSTANCE_SHARE - 3 })
  })

  it('are reached by a whole Activity together, whoever asks', async () => {
    const refusals: string[] = []
    const limits = createRequestLimits({ onRefused: ({ by }) => refusals.push(by) })
    let through = 0
    for (let n = 0; n < 2 * INSTANCE_SHARE + 5; n++)
      if ((await limits.take(operation, [user(`u${n}`), instance('i')])).allowed.ok) through++
    expect(through).toBe(2 * INSTANCE_SHARE)
    expect(refusals).toEqual(Array.from({ length: 5 }, () => 'instance'))
  })

  it('hold for everybody together where strangers could make up whom they are counted as', async () => {
    const limits = createRequestLimits({ factor: 2 })
    const refresh = { id: 'auth.refresh', limit: { points: 1, perS: 60, ofAll: 5 } }
    const codes: string[] = []
    for (let n = 0; n < 12; n++) {
      const keys: LimitKey[] = [
        { by: 'everybody', key: 'all' },
        { by: 'caller', key: `made-up-${n}` },
      ]
      const { allowed, quotas } = await limits.take(refresh, keys)
      codes.push(allowed.ok ? 'ok' : `${allowed.error.code} ${quotas.length}`)
    }
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'ok'), 'rate_limited 1', 'rate_limited 1'])
  })

  it('are shared by operations that say so, and by no others', async () => {
    const limits = createRequestLimits()
    const named = (id: string) => ({ id, limit: { points: 1, perS: 60, name: 'videos' } })
    expect((await limits.take(named('a'), [user('u')])).allowed.ok).toBe(true)
    expect((await limits.take(named('b'), [user('u')])).allowed.ok).toBe(false)
    expect((await limits.take({ id: 'c', limit: { points: 1, perS: 60 } }, [user('u')])).allowed.ok).toBe(
      true,
    )
  })

  it('are said as structured fields', async () => {
    const { quotas } = await createRequestLimits().take(operation, [user('a'), instance('i')])
    expect(formatRateLimit(quotas)).toEqual({
      'RateLimit-Policy': '"user";q=2;w=60, "instance";q=40;w=60',
      RateLimit: '"user";r=1;t=60, "instance";r=39;t=60',
    })
  })
})

describe('those who are counted', () => {
  it('are the user, then the session, then the Activity; a service where there is no user', () => {
    const all = { userId: 'u', signInId: 's', instanceId: 'i', serviceId: 'v' }
    expect(keysOfCaller(all).map(({ by }) => by)).toEqual(['user', 'session', 'instance'])
    expect(keysOfCaller({ ...all, userId: null, instanceId: null }).map(({ by }) => by)).toEqual([
      'service',
      'session',
    ])
  })

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, ''],
  ])('are of an address %s the network %s', (remoteAddress, key) => {
    // Of a request nothing but its connection is looked at.
    const request = { socket: { remoteAddress } } as Parameters<typeof keyOfAddress>[0]
    expect(keyOfAddress(request)).toEqual({ by: 'address', key })
  })
})
