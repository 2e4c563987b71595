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
import { accepted, ask, look, post, tell } from './hostRequests.ts'
import {
  type LaunchedByInteraction,
  readAuthenticateResponse,
  readAuthorizeResponse,
  readChatEvent,
  readHostState,
  readLaunchEvent,
  readLaunchResponse,
  readRpcError,
  readSentEvent,
  readUser,
  type SentEvent,
} from './hostState.ts'
import type { Reader } from './read.ts'
import { answer, type RpcAnswer, refuse } from './rpc/wire.ts'

/** Talks to the sandbox's backend; while `follow` is on, its people are at their computers. */
export class HostClient {
  #events: EventSource | null = null
  readonly #stateListeners = new Set<(state: HostState) => void>()
  readonly #chatListeners = new Set<(channelId: string) => void>()
  readonly #launchListeners = new Set<(launch: LaunchedByInteraction) => void>()
  readonly #connectionListeners = new Set<(connected: boolean) => void>()

  onState(listener: (state: HostState) => void): void {
    this.#stateListeners.add(listener)
  }

  /** Messages of this channel have changed for somebody here. */
  onChat(listener: (channelId: string) => void): void {
    this.#chatListeners.add(listener)
  }

  /** An interaction has put somebody into an Activity. */
  onLaunch(listener: (launch: LaunchedByInteraction) => void): void {
    this.#launchListeners.add(listener)
  }

  onConnection(listener: (connected: boolean) => void): void {
    this.#connectionListeners.add(listener)
  }

  async state(): Promise<HostState> {
    return look('state', {}, readHostState)
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
      events.addEventListener('chat', event => {
        const { channelId } = readChatEvent(JSON.parse(event.data))
        if (this.#events === events) for (const listener of this.#chatListeners) listener(channelId)
      })
      events.addEventListener('launch', event => {
        const launch = readLaunchEvent(JSON.parse(event.data))
        if (this.#events === events) for (const listener of this.#launchListeners) listener(launch)
      })
      events.addEventListener('error', () => this.#tellConnection(false))
      events.addEventListener('open', () => this.#tellConnection(true))
    })
  }

  joinVoice(user: string): Promise<void> {
    return tell('voice/join', { user })
  }

  leaveVoice(user: string): Promise<void> {
    return tell('voice/leave', { user })
  }

  launch(request: LaunchRequest): Promise<LaunchResponse> {
    return ask('launch', request, readLaunchResponse)
  }

  leaveActivity(user: string): Promise<void> {
    return tell('close', { user })
  }

  authorize(request: AuthorizeRequest): Promise<RpcAnswer<AuthorizeResponse>> {
    return this.#rpc('authorize', request, readAuthorizeResponse)
  }

  authenticate(request: AuthenticateRequest): Promise<RpcAnswer<AuthenticateResponse>> {
    return this.#rpc('authenticate', request, readAuthenticateResponse)
  }

  setNetwork(user: string, conditions: NetworkConditions): Promise<void> {
    return tell('network', { user, ...conditions })
  }

  holdMedia(user: string, ms: number): Promise<void> {
    return tell('hold', { user, ms })
  }

  setRoles(user: string, roles: readonly string[]): Promise<void> {
    return tell('roles', { user, roles })
  }

  /** In all channels. */
  setBotPermissions(permissions: bigint): Promise<void> {
    return tell('bot/permissions', { permissions: String(permissions) })
  }

  /** Discord tells the application what has happened; `status` is null where it didn't answer. */
  sendEvent(type: string, data: object): Promise<SentEvent> {
    return ask('events/send', { type, data }, readSentEvent)
  }

  killServer(): Promise<void> {
    return tell('server/kill', {})
  }

  addPerson(): Promise<SandboxUser> {
    return ask('people', {}, readUser)
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

  async #rpc<T>(route: string, body: object, read: Reader<T>): Promise<RpcAnswer<T>> {
    const response = await post(route, body)
    if (response.ok) return answer(read(await response.json()))
    if (response.status !== 400) await accepted(response)
    const error = readRpcError(await response.json())
    return refuse(error.code, error.message)
  }
}
