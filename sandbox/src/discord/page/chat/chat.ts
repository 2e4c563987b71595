import type {
  ChatChannel,
  ChatMessage,
  Conversation,
  InteractionWish,
  OfferedCommand,
  OptionValues,
  ShownModal,
} from '../../chatApi.ts'
import type { SandboxUser } from '../../hostApi.ts'
import { HostRefusal } from '../hostRequests.ts'
import type { ChatClient } from './chatClient.ts'
import type { Proposal } from './draft.ts'

export interface ChatSetup {
  readonly user: SandboxUser
  readonly locale: string
  readonly client: ChatClient
  /** The person has followed an invitation to the Activity of this channel. */
  readonly onInvited: (channelId: string) => void
  /** Opens the Activity of the voice channel without asking the application. */
  readonly onPlainLaunch: () => void
}

/** A modal together with where it was shown: its answer goes there. */
export interface OpenModal extends ShownModal {
  readonly channelId: string
}

/** Who does something, where, and in which language. */
interface Act {
  readonly user: string
  readonly channel: string
  readonly locale: string
}

const entryPoint = 4
const invitation = /^https:\/\/(?:discord\.gg|discord\.com\/invite)\/([\w-]+)\/?$/

/** What one person sees of the channels, and what they do there. */
export class Chat {
  readonly user: SandboxUser
  readonly #setup: ChatSetup
  readonly #listeners = new Set<() => void>()
  readonly #unread = new Set<string>()
  /** Ids of messages with a button that has been pressed and not answered. */
  readonly #busy = new Set<string>()
  #channels: readonly ChatChannel[] = []
  #channel: ChatChannel | null = null
  #messages: readonly ChatMessage[] = []
  #commands: readonly OfferedCommand[] = []
  #modal: OpenModal | null = null
  #notice: string | null = null
  #sending: string | null = null
  #newestLook = 0

  constructor(setup: ChatSetup) {
    this.#setup = setup
    this.user = setup.user
  }

  get locale(): string {
    return this.#setup.locale
  }

  get channels(): readonly ChatChannel[] {
    return this.#channels
  }

  get channel(): ChatChannel | null {
    return this.#channel
  }

  get messages(): readonly ChatMessage[] {
    return this.#messages
  }

  get commands(): readonly OfferedCommand[] {
    return this.#commands
  }

  get modal(): OpenModal | null {
    return this.#modal
  }

  /** What went wrong last, in a sentence. */
  get notice(): string | null {
    return this.#notice
  }

  /** The command that is on its way, before anything came back. */
  get sending(): string | null {
    return this.#sending
  }

  isUnread(channelId: string): boolean {
    return this.#unread.has(channelId)
  }

  isBusy(messageId: string): boolean {
    return this.#busy.has(messageId)
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** Goes to a channel; to the one before, or the first, where none is named. */
  async open(channelId?: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#findChannels()
      const wanted =
        this.#channels.find(({ id }) => id === channelId) ?? this.#channel ?? this.#firstChannel()
      if (wanted?.id !== this.#channel?.id) this.#messages = []
      this.#channel = wanted
      this.#notice = null
      if (wanted !== null) this.#unread.delete(wanted.id)
      this.#changed()
      await Promise.all([this.#look(), this.learnCommands()])
    })
  }

  async learnChannels(): Promise<void> {
    await this.#attempt(() => this.#findChannels())
  }

  /** Commands may have been registered anew since. */
  async learnCommands(): Promise<void> {
    const channel = this.#channel
    if (channel === null) return
    await this.#attempt(async () => {
      const commands = await this.#setup.client.commands(this.user.name, channel.id, this.locale)
      if (channel === this.#channel) this.#commands = commands
    })
  }

  /** Messages of a channel have changed. */
  async heard(channelId: string): Promise<void> {
    if (channelId === this.#channel?.id) await this.#attempt(() => this.#look())
    else if (this.#channel !== null) this.#unread.add(channelId)
    this.#changed()
  }

  async say(content: string): Promise<void> {
    const channel = this.#channel
    if (channel === null) return
    this.#notice = null
    await this.#attempt(() => this.#setup.client.say(this.user.name, channel.id, content))
  }

  async dismiss(messageId: string): Promise<void> {
    await this.#attempt(() => this.#setup.client.dismiss(this.user.name, messageId))
    await this.#attempt(() => this.#look())
  }

  async run(command: string, options: OptionValues = {}): Promise<Conversation | null> {
    this.#sending = command
    const conversation = await this.#interact(act => ({ ...act, command, options }))
    this.#sending = null
    this.#changed()
    return conversation
  }

  /** Discord's launcher runs the Entry Point, where the application has one. */
  async launchActivity(): Promise<void> {
    await this.learnCommands()
    const launcher = this.#commands.find(({ type }) => type === entryPoint)
    if (launcher === undefined) this.#setup.onPlainLaunch()
    else await this.run(launcher.name)
  }

  /** null where the application has given no answer. */
  async complete(
    command: string,
    options: OptionValues,
    focused: { readonly name: string; readonly value: string },
  ): Promise<readonly Proposal[] | null> {
    if (this.#channel === null) return null
    const act = this.#act(this.#channel.id)
    return (await this.#setup.client.interact({ ...act, autocomplete: command, options, focused })).choices
  }

  /** `values`: what was chosen of a menu. */
  async press(messageId: string, button: string, values?: readonly string[]): Promise<void> {
    if (this.#busy.has(messageId)) return
    this.#busy.add(messageId)
    const chosen = values === undefined ? {} : { values }
    await this.#interact(act => ({ ...act, button, message: messageId, ...chosen }))
    this.#busy.delete(messageId)
    this.#changed()
  }

  async submit(modal: OpenModal, fields: Readonly<Record<string, string>>): Promise<void> {
    this.closeModal()
    await this.#interact(act => ({ ...act, channel: modal.channelId, modal: modal.customId, fields }))
  }

  closeModal(): void {
    this.#modal = null
    this.#changed()
  }

  /** false for what isn't an invitation. */
  followInvitation(url: string): boolean {
    const code = invitation.exec(url)?.[1]
    if (code === undefined) return false
    void this.#attempt(async () => {
      this.#notice = null
      const { channelId, activity } = await this.#setup.client.follow(this.user.name, code)
      if (activity) this.#setup.onInvited(channelId)
    })
    return true
  }

  async #findChannels(): Promise<void> {
    if (this.#channels.length === 0) this.#channels = await this.#setup.client.channels()
  }

  #firstChannel(): ChatChannel | null {
    return this.#channels.find(({ kind }) => kind === 'text') ?? this.#channels[0] ?? null
  }

  #act(channel: string): Act {
    return { user: this.user.name, channel, locale: this.locale }
  }

  async #interact(wish: (act: Act) => InteractionWish): Promise<Conversation | null> {
    const channelId = this.#channel?.id
    if (channelId === undefined) return null
    this.#notice = null
    this.#changed()
    return this.#attempt(async () => {
      const conversation = await this.#setup.client.interact(wish(this.#act(channelId)))
      const isShownAsMessage = conversation.messages.some(({ state }) => state === 'failed')
      if (!isShownAsMessage) this.#notice = conversation.problem
      if (conversation.modal !== null) this.#modal = { ...conversation.modal, channelId }
      await this.#look()
      return conversation
    })
  }

  /** Answers may overtake each other: only the newest counts. */
  async #look(): Promise<void> {
    const channel = this.#channel
    if (channel === null) return
    this.#newestLook += 1
    const look = this.#newestLook
    const messages = await this.#setup.client.messages(this.user.name, channel.id)
    if (look !== this.#newestLook || channel.id !== this.#channel?.id) return
    if (messages.at(-1)?.id !== this.#messages.at(-1)?.id) this.#sending = null
    this.#messages = messages
  }

  async #attempt<T>(run: () => Promise<T>): Promise<T | null> {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof HostRefusal)) throw error
      this.#notice = error.message
      return null
    } finally {
      this.#changed()
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
