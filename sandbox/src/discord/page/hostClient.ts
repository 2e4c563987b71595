import type {
  AuthenticateRequest,
  AuthenticateResponse,
  AuthorizeRequest,
  AuthorizeResponse,
  HostState,
  LaunchRequest,
  LaunchResponse,
  NetworkConditions,
  SandboxUser,
} from '../hostApi.ts'
import {
  readAuthenticateResponse,
  readAuthorizeResponse,
  readHostState,
  readLaunchResponse,
  readRpcError,
  readUser,
} from './hostState.ts'
import type { Reader } from './read.ts'
import { answer, type RpcAnswer, refuse } from './rpc/wire.ts'

/** The backend refused, or isn't there; the message is fit to be shown. */
export class HostRefusal extends Error {}

/** Talks to the sandbox's backend; while `follow` is on, its people are at their computers. */
export class HostClient {
  #events: EventSource | null = null
  readonly #stateListeners = new Set<(state: HostState) => void>()
  readonly #connectionListeners = new Set<(connected: boolean) => void>()

  onState(listener: (state: HostState) => void): void {
    this.#stateListeners.add(listener)
  }

  onConnection(listener: (connected: boolean) => void): void {
    this.#connectionListeners.add(listener)
  }

  async state(): Promise<HostState> {
    const response = await fetch('/host/state')
    if (!response.ok) throw new HostRefusal(await sentenceOf(response))
    return readHostState(await response.json())
  }

  /** Resolves with the first state. A stream that was open before is closed only then, so nobody leaves. */
  follow(handles: readonly string[]): Promise<HostState> {
    const query = new URLSearchParams(handles.map(handle => ['user', handle]))
    const events = new EventSource(`/host/events?${query}`)
    return new Promise(resolve => {
      events.addEventListener('state', event => {
        const state = readHostState(JSON.parse(event.data))
        if (this.#events !== events) this.#replaceStream(events)
        for (const listener of this.#stateListeners) listener(state)
        resolve(state)
      })
      events.addEventListener('error', () => this.#tellConnection(false))
      events.addEventListener('open', () => this.#tellConnection(true))
    })
  }

  joinVoice(user: string): Promise<void> {
    return this.#command('voice/join', { user })
  }

  leaveVoice(user: string): Promise<void> {
    return this.#command('voice/leave', { user })
  }

  launch(request: LaunchRequest): Promise<LaunchResponse> {
    return this.#ask('launch', request, readLaunchResponse)
  }

  leaveActivity(user: string): Promise<void> {
    return this.#command('close', { user })
  }

  authorize(request: AuthorizeRequest): Promise<RpcAnswer<AuthorizeResponse>> {
    return this.#rpc('authorize', request, readAuthorizeResponse)
  }

  authenticate(request: AuthenticateRequest): Promise<RpcAnswer<AuthenticateResponse>> {
    return this.#rpc('authenticate', request, readAuthenticateResponse)
  }

  setNetwork(user: string, conditions: NetworkConditions): Promise<void> {
    return this.#command('network', { user, ...conditions })
  }

  holdMedia(user: string, ms: number): Promise<void> {
    return this.#command('hold', { user, ms })
  }

  killServer(): Promise<void> {
    return this.#command('server/kill', {})
  }

  addPerson(): Promise<SandboxUser> {
    return this.#ask('people', {}, readUser)
  }

  close(): void {
    this.#events?.close()
    this.#events = null
  }

  #replaceStream(events: EventSource): void {
    this.#events?.close()
    this.#events = events
  }

  #tellConnection(connected: boolean): void {
    for (const listener of this.#connectionListeners) listener(connected)
  }

  async #command(route: string, body: object): Promise<void> {
    const response = await post(route, body)
    if (!response.ok) throw new HostRefusal(await sentenceOf(response))
  }

  async #ask<T>(route: string, body: object, read: Reader<T>): Promise<T> {
    const response = await post(route, body)
    if (!response.ok) throw new HostRefusal(await sentenceOf(response))
    return read(await response.json())
  }

  async #rpc<T>(route: string, body: object, read: Reader<T>): Promise<RpcAnswer<T>> {
    const response = await post(route, body)
    if (response.ok) return answer(read(await response.json()))
    if (response.status !== 400) throw new HostRefusal(await sentenceOf(response))
    const error = readRpcError(await response.json())
    return refuse(error.code, error.message)
  }
}

async function post(route: string, body: object): Promise<Response> {
  try {
    return await fetch(`/host/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    throw new HostRefusal("The sandbox isn't answering.")
  }
}

async function sentenceOf(response: Response): Promise<string> {
  const body = await response.text()
  try {
    return readRpcError({ code: response.status, ...JSON.parse(body) }).message
  } catch {
    return `The sandbox answered ${response.status}.`
  }
}
