import { z } from 'zod'
import { createFaultList } from '../faults/faultList.ts'
import type { StandIn, StandInRequest, StandInResponse } from '../standIn.ts'
import { createTrafficLog, type TrafficLog } from '../traffic/trafficLog.ts'
import { createKalturaCdn } from './cdn.ts'
import { createKalturaAccount, type KalturaAccount } from './createKalturaAccount.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import { ADMIN_SESSION, encodeKs, USER_SESSION } from './ks.ts'
import { createLibrary } from './library.ts'

/** A fixed moment, so that nothing in the tests depends on the day they run. */
const TEST_NOW_MS = Date.UTC(2026, 10, 21, 12, 0, 30)

const KAF_ORIGIN = 'http://127.0.0.1:3338'

const objectSchema = z.record(z.string(), z.unknown())
export type Answer = Record<string, unknown>

/** The stand-in as the tests see it: a clock they set, sessions they mint, calls without sockets. */
export interface TestKaltura {
  readonly options: KalturaOptions
  readonly account: KalturaAccount
  readonly traffic: TrafficLog
  readonly clock: { nowMs: number }
  readonly mint: (privileges: string, overrides?: Mint) => string
  readonly adminKs: string
  readonly call: (service: string, action: string, parameters?: object) => Promise<Answer>
  readonly multirequest: (parameters: object) => Promise<readonly Answer[]>
  readonly api: (request: Partial<StandInRequest> & { path: string }) => Promise<StandInResponse>
  readonly kaf: (request: Partial<StandInRequest> & { path: string }) => Promise<StandInResponse>
  readonly cdn: (request: Partial<StandInRequest> & { path: string }) => Promise<StandInResponse>
}

interface Mint {
  readonly type?: number
  readonly userId?: string
  readonly partnerId?: number
  readonly expiresInS?: number
  readonly secret?: string
}

const sender =
  (standIn: StandIn, origin: string): TestKaltura['api'] =>
  async ({ path, ...request }) =>
    standIn({
      method: 'GET',
      headers: {},
      body: Buffer.alloc(0),
      ...request,
      url: new URL(path, origin),
    })

export const parseJson = (response: StandInResponse): unknown => JSON.parse(`${response.body}`)

export const createTestKaltura = (): TestKaltura => {
  const clock = { nowMs: TEST_NOW_MS }
  const traffic = createTrafficLog()
  const account = createKalturaAccount({
    partnerId: 1234567,
    adminSecret: '0123456789abcdef0123456789abcdef',
    apiOrigin: 'http://127.0.0.1:3336',
    cdnOrigin: 'http://127.0.0.1:3337',
    library: createLibrary(),
    now: () => clock.nowMs,
    traffic,
    faults: createFaultList(),
    webhookUrl: 'http://127.0.0.1:9/webhooks',
  })
  const { options } = account
  const mint = (privileges: string, overrides: Mint = {}): string => {
    const expiresAtS = Math.floor(clock.nowMs / 1000) + (overrides.expiresInS ?? 3600)
    const { type = USER_SESSION, userId = 'discord_1', partnerId = options.partnerId } = overrides
    return encodeKs(
      { partnerId, userId, type, expiresAtS, privileges },
      overrides.secret ?? options.adminSecret,
    )
  }
  const api = sender(account.api, options.apiOrigin)
  const post = async (path: string, parameters: object): Promise<unknown> => {
    const body = Buffer.from(JSON.stringify({ format: 1, ...parameters }))
    const headers = { 'content-type': 'application/json' }
    return parseJson(await api({ path, method: 'POST', headers, body }))
  }
  return {
    options,
    account,
    traffic,
    kaf: sender(account.kaf.standIn, KAF_ORIGIN),
    clock,
    mint,
    adminKs: mint('', { type: ADMIN_SESSION, userId: 'admin' }),
    api,
    cdn: sender(createKalturaCdn(options), options.cdnOrigin),
    call: async (service, action, parameters = {}) => {
      const answer = await post(`/api_v3/service/${service}/action/${action}`, parameters)
      return objectSchema.catch({ value: answer }).parse(answer)
    },
    multirequest: async parameters =>
      z.array(objectSchema).parse(await post('/api_v3/service/multirequest', parameters)),
  }
}

/** The ids of a list's objects, in their order. */
export const idsOf = (answer: Answer): readonly string[] => {
  const listed = z.object({ objects: z.array(z.object({ id: z.string() })) }).safeParse(answer)
  if (listed.success) return listed.data.objects.map(({ id }) => id)
  const found = z.object({ objects: z.array(z.object({ object: z.object({ id: z.string() }) })) })
  return found.parse(answer).objects.map(({ object }) => object.id)
}

export const bytesOf = ({ body }: StandInResponse): Buffer => {
  if (!Buffer.isBuffer(body)) throw new Error('the answer has no bytes')
  return body
}
