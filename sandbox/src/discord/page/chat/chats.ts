import type { SandboxUser } from '../../hostApi.ts'
import { Chat, type ChatSetup } from './chat.ts'

type Shared = Omit<ChatSetup, 'user' | 'onInvited' | 'onPlainLaunch'> & {
  readonly onInvited: (handle: string, channelId: string) => void
  readonly onPlainLaunch: (handle: string) => void
}

/** Everybody's view of the channels, of which the page shows one at a time. */
export class Chats {
  readonly #shared: Shared
  readonly #all = new Map<string, Chat>()
  readonly #listeners = new Set<() => void>()
  #shown: Chat | null = null

  constructor(shared: Shared) {
    this.#shared = shared
  }

  get shown(): Chat | null {
    return this.#shown
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  of(user: SandboxUser): Chat {
    const known = this.#all.get(user.name)
    if (known !== undefined) return known
    const { onInvited, onPlainLaunch, ...rest } = this.#shared
    const chat = new Chat({
      ...rest,
      user,
      onInvited: channelId => onInvited(user.name, channelId),
      onPlainLaunch: () => onPlainLaunch(user.name),
    })
    this.#all.set(user.name, chat)
    return chat
  }

  async open(user: SandboxUser, channelId?: string): Promise<Chat> {
    const chat = this.of(user)
    this.#show(chat)
    await chat.open(channelId)
    return chat
  }

  close(): void {
    this.#show(null)
  }

  toggle(user: SandboxUser): void {
    if (this.#shown?.user.name === user.name) this.close()
    else void this.open(user)
  }

  heard(channelId: string): void {
    for (const chat of this.#all.values()) void chat.heard(channelId)
  }

  #show(chat: Chat | null): void {
    this.#shown = chat
    for (const listener of this.#listeners) listener()
  }
}
