import type { HostState, ShimSample } from '../hostApi.ts'
import { chatClient } from './chat/chatClient.ts'
import { Chats } from './chat/chats.ts'
import { usersOf } from './commands/payloads.ts'
import type { HostClient } from './hostClient.ts'
import type { PageParameters } from './pageParameters.ts'
import { Person } from './person.ts'
import type { RpcLogEntry } from './rpc/rpcSession.ts'

/** The log is for tests and curious people; older entries go. */
const maxLogEntries = 2000

export interface CrowdLogEntry extends RpcLogEntry {
  readonly handle: string
}

export interface CrowdOptions {
  readonly client: HostClient
  readonly state: HostState
  readonly parameters: PageParameters
}

/** The people whose Discord clients this page shows. */
export class Crowd {
  readonly client: HostClient
  readonly parameters: PageParameters
  readonly chats: Chats
  readonly #people = new Map<string, Person>()
  readonly #listeners = new Set<() => void>()
  readonly #frontListeners = new Set<() => void>()
  readonly #speaking = new Set<string>()
  #log: CrowdLogEntry[] = []
  #state: HostState

  constructor({ client, state, parameters }: CrowdOptions) {
    this.client = client
    this.parameters = parameters
    this.#state = state
    this.chats = new Chats({
      locale: parameters.locale,
      client: chatClient,
      onInvited: (handle, channelId) => {
        void this.find(handle)?.launch({ channelId })
        this.#front()
      },
      onPlainLaunch: handle => void this.enter(handle),
    })
    client.onState(next => this.#stateArrived(next))
    client.onChat(channelId => this.chats.heard(channelId))
    client.onLaunch(({ user, ...launched }) => this.find(user)?.launchedByDiscord(launched))
  }

  get state(): HostState {
    return this.#state
  }

  get people(): readonly Person[] {
    return [...this.#people.values()]
  }

  get log(): readonly CrowdLogEntry[] {
    return this.#log
  }

  get speaking(): ReadonlySet<string> {
    return this.#speaking
  }

  find(handle: string): Person | null {
    return this.#people.get(handle) ?? null
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** Somebody's Activity has opened, or was open and is wanted. */
  onFront(listener: () => void): void {
    this.#frontListeners.add(listener)
  }

  /** Sits these people down at their computers, with their lines and clocks as the address asks. */
  async seat(handles: readonly string[]): Promise<void> {
    await this.client.follow([...this.#people.keys(), ...handles])
    for (const handle of handles) await this.#seatOne(handle)
    this.#changed()
  }

  async enter(handle: string): Promise<void> {
    await this.client.joinVoice(handle)
    await this.find(handle)?.launch()
  }

  setSpeaking(handle: string, speaks: boolean): void {
    const person = this.find(handle)
    if (person === null || this.#speaking.has(handle) === speaks) return
    if (speaks) this.#speaking.add(handle)
    else this.#speaking.delete(handle)
    for (const listener of this.people) listener.speaking(person.user.id, speaks)
    this.#changed()
  }

  samples(): Readonly<Record<string, ShimSample>> {
    const entries = this.people.flatMap(({ user, sample }) =>
      sample === null ? [] : [[user.name, sample] as const],
    )
    return Object.fromEntries(entries)
  }

  /** Handles of those on this page whose Activity is open. */
  inActivity(): readonly string[] {
    return this.people.filter(person => person.isInActivity).map(({ user }) => user.name)
  }

  async #seatOne(handle: string): Promise<void> {
    const [user] = usersOf(this.#state, [handle])
    if (user === undefined || this.#people.has(handle)) return
    const options = this.parameters.optionsOf(handle)
    if (options.network !== null) await this.client.setNetwork(handle, options.network)
    const { customId, referrerId, consent, locale, mode } = this.parameters
    const person = new Person({
      user,
      client: this.client,
      state: () => this.#state,
      options,
      customId,
      referrerId,
      consent,
      locale,
      bare: mode.kind === 'one',
      log: entry => this.#record({ handle, ...entry }),
      onChange: () => this.#changed(),
      onFront: () => this.#front(),
    })
    this.#people.set(handle, person)
    this.#showFaces(person)
  }

  #stateArrived(next: HostState): void {
    const before = this.#state
    this.#state = next
    for (const person of this.#people.values()) person.stateChanged(before, next)
    this.#changed()
  }

  #record(entry: CrowdLogEntry): void {
    this.#log = [...this.#log.slice(1 - maxLogEntries), entry]
  }

  #front(): void {
    for (const listener of this.#frontListeners) listener()
  }

  #changed(): void {
    for (const person of this.#people.values()) this.#showFaces(person)
    for (const listener of this.#listeners) listener()
  }

  #showFaces(person: Person): void {
    person.stage.setFaces(usersOf(this.#state, this.#state.voice), this.#speaking)
  }
}
