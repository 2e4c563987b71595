import { randomBytes } from 'node:crypto'
import type { SandboxChannel } from '../chat/channels.ts'
import { TOKEN_LIFE_MS } from '../chat/messageView.ts'
import type { Conversation, ShownModal } from '../chatApi.ts'
import type { SandboxUser } from '../hostApi.ts'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
export const INTERACTION = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const

/** An interaction that Discord knows of, for as long as its token lives. */
export interface PendingInteraction {
  readonly id: string
  readonly token: string
  readonly type: number
  readonly user: SandboxUser
  readonly channel: SandboxChannel
  /** What was run, as messages name it. */
  readonly command: string
  /** The message that a component is on, or that a modal was opened from. */
  readonly sourceMessageId: string | null
  /** Type of the option that values are to be proposed for. */
  readonly proposesFor: number | null
  readonly sentAtMs: number
  /** Callback type of the first answer. */
  callbackType: number | null
  answeredAtMs: number | null
  /** The time for the first answer is over, and there was none. */
  isLost: boolean
  /** The application has answered that it will answer. */
  owes: boolean
  originalId: string | null
  choices: Conversation['choices']
  modal: ShownModal | null
  isModalOpen: boolean
  launched: Conversation['launched']
  problem: string | null
  /** Ids of messages that came of it or were changed by it. */
  readonly touched: Set<string>
}

export type NewInteraction = Pick<
  PendingInteraction,
  'type' | 'user' | 'channel' | 'command' | 'sourceMessageId' | 'proposesFor'
>

export interface PendingInteractions {
  open(wanted: NewInteraction): PendingInteraction
  byId(id: string): PendingInteraction | null
  /** null when there is none, or when its token's life is over. */
  byToken(token: string): PendingInteraction | null
  /** The interaction that has shown this modal to this person, while it is open. */
  shownTo(handle: string, customId: string): PendingInteraction | null
  closeModal(handle: string, customId: string): void
  /** To be called after each change. */
  changed(interaction: PendingInteraction): void
  /** Resolves at once when it holds already; false when `waitMs` have passed without it. */
  until(
    interaction: PendingInteraction,
    holds: (interaction: PendingInteraction) => boolean,
    waitMs: number,
  ): Promise<boolean>
}

/** About as long as Discord's. */
const TOKEN_BYTES = 120

export function createPendingInteractions(now: () => number, nextId: () => string): PendingInteractions {
  const byId = new Map<string, PendingInteraction>()
  const byToken = new Map<string, PendingInteraction>()
  const waiting = new Map<string, Set<() => void>>()

  const isAlive = ({ sentAtMs }: PendingInteraction): boolean => now() - sentAtMs <= TOKEN_LIFE_MS

  const shownTo = (handle: string, customId: string): PendingInteraction | null =>
    [...byId.values()].findLast(
      ({ user, modal, isModalOpen }) => isModalOpen && user.name === handle && modal?.customId === customId,
    ) ?? null

  /** They lie in the order of their age. */
  function forgetOld(): void {
    for (const interaction of byId.values()) {
      if (isAlive(interaction)) return
      byId.delete(interaction.id)
      byToken.delete(interaction.token)
    }
  }

  return {
    open(wanted) {
      forgetOld()
      const interaction = { ...wanted, ...fresh(nextId(), now()) }
      byId.set(interaction.id, interaction)
      byToken.set(interaction.token, interaction)
      return interaction
    },
    byId: id => byId.get(id) ?? null,
    byToken(token) {
      const found = byToken.get(token)
      return found !== undefined && isAlive(found) ? found : null
    },
    shownTo,
    closeModal(handle, customId) {
      const shower = shownTo(handle, customId)
      if (shower !== null) shower.isModalOpen = false
    },
    changed({ id }) {
      for (const check of [...(waiting.get(id) ?? [])]) check()
    },
    until(interaction, holds, waitMs) {
      if (holds(interaction)) return Promise.resolve(true)
      const checks = waiting.get(interaction.id) ?? new Set()
      waiting.set(interaction.id, checks)
      return new Promise(resolve => {
        const end = (held: boolean): void => {
          clearTimeout(timer)
          checks.delete(check)
          if (checks.size === 0) waiting.delete(interaction.id)
          resolve(held)
        }
        const check = (): void => {
          if (holds(interaction)) end(true)
        }
        const timer = setTimeout(() => end(false), waitMs)
        checks.add(check)
      })
    },
  }
}

const fresh = (id: string, sentAtMs: number) => ({
  id,
  token: randomBytes(TOKEN_BYTES).toString('base64url'),
  sentAtMs,
  callbackType: null,
  answeredAtMs: null,
  isLost: false,
  owes: false,
  originalId: null,
  choices: null,
  modal: null,
  isModalOpen: false,
  launched: null,
  problem: null,
  touched: new Set<string>(),
})
