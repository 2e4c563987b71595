/** The sandbox's own address: the Discord SDK accepts only this one as its parent on one machine. */
export const HOST_URL = 'http://localhost:3333'
export const SERVER_URL = 'http://127.0.0.1:3000'

export interface FaultRequest {
  readonly service: 'discord' | 'kaltura' | 'cdn' | 'kaf' | 'interactions' | 'webhooks'
  readonly kind: 'slow' | 'fail' | 'garble' | 'absent'
  readonly delayMs?: number
  readonly status?: number
  readonly pathContains?: string
  readonly times?: number
  readonly user?: string
}

async function request(method: string, path: string, body?: object): Promise<Response> {
  const response = await fetch(`${HOST_URL}${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
  return response
}

export const post = (path: string, body: object = {}): Promise<Response> => request('POST', path, body)

export async function addFault(fault: FaultRequest): Promise<string> {
  const { id } = read<{ id: string }>(await (await post('/sandbox/faults', fault)).json(), ['id'])
  return id
}

export async function clearFaults(): Promise<void> {
  await request('DELETE', '/sandbox/faults')
}

export const setNetwork = (user: string, oneWayMs: number, jitterMs: number): Promise<Response> =>
  post('/host/network', { user, oneWayMs, jitterMs })

/** Media requests of this person wait that long. */
export const holdMedia = (user: string, ms: number): Promise<Response> => post('/host/hold', { user, ms })

/** SIGKILL to the product's server; its supervisor starts it again. */
export const killServer = (): Promise<Response> => post('/host/server/kill')

export interface HostSummary {
  readonly instance: { readonly id: string; readonly participants: readonly string[] } | null
  readonly voice: readonly string[]
  readonly users: readonly { readonly name: string; readonly id: string; readonly globalName: string }[]
  readonly server: 'running' | 'stopped'
  readonly applicationId: string
}

export async function hostState(): Promise<HostSummary> {
  const state: unknown = await (await request('GET', '/host/state')).json()
  return read<HostSummary>(state, ['instance', 'voice', 'users', 'server', 'applicationId'])
}

export interface TrafficLine {
  readonly service: 'discord' | 'kaltura' | 'kaf' | 'interactions' | 'webhooks'
  readonly method: string
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: unknown
  readonly status: number | null
}

/** Every request between the product's server and a stand-in so far, as text and parsed. */
export async function traffic(): Promise<{ readonly text: string; readonly lines: TrafficLine[] }> {
  const text = await (await request('GET', '/sandbox/traffic?follow=0')).text()
  const lines = text.split('\n').filter(line => line !== '')
  return {
    text,
    lines: lines.map(line => read<TrafficLine>(JSON.parse(line), ['service', 'method', 'url', 'status'])),
  }
}

/** The sandbox is typed by its own sources; this only says so early when one of its answers has changed. */
function read<T extends object>(value: unknown, keys: readonly (keyof T & string)[]): T {
  const isWhole = (candidate: unknown): candidate is T =>
    typeof candidate === 'object' && candidate !== null && keys.every(key => key in candidate)
  if (!isWhole(value)) throw new Error(`The sandbox's answer lacks one of ${keys.join(', ')}`)
  return value
}

/** From now on the account refuses them this entry; nobody where the list is empty. */
export async function refuse(entryId: string, people: readonly string[]): Promise<void> {
  const { users } = await hostState()
  const userIds = people.map(name => `discord_${users.find(user => user.name === name)?.id}`)
  await post('/sandbox/refusals', { entryId, userIds })
}
