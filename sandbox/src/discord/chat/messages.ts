import type { JsonObject } from '../../conformance/jsonTree.ts'
import { type Mentioned, NOBODY } from './mentions.ts'
import type { MessageBody } from './messageRules.ts'

/** Which interaction a message answers. */
export interface AnsweredInteraction {
  readonly id: string
  /** Interaction type of Discord's API. */
  readonly type: number
  /** Handle. */
  readonly user: string
  readonly command: string
}

export interface StoredMessage extends MessageBody {
  readonly id: string
  readonly channelId: string
  /** Handle of a person; null for the application. */
  readonly author: string | null
  /** Epoch ms. */
  readonly sentAtMs: number
  readonly editedAtMs: number | null
  /** Handle of the one person who sees it. */
  readonly onlyFor: string | null
  readonly answers: AnsweredInteraction | null
  readonly state: 'sent' | 'thinking' | 'failed'
  /** Whom it calls; an edit calls nobody anew, but says whom it would have. */
  readonly mentioned: Mentioned
  /** What its sender has numbered it with, for a while. */
  readonly nonce: string | null
  /** Exists in that person's client alone: Discord's servers don't know of it. */
  readonly isLocal: boolean
}

/** The messages of every channel, the oldest first. */
export interface Messages {
  add(message: NewMessage): StoredMessage
  get(id: string): StoredMessage | null
  /** null when it is gone. */
  change(id: string, change: Partial<Omit<StoredMessage, 'id' | 'channelId'>>): StoredMessage | null
  remove(id: string): boolean
  in(channelId: string): readonly StoredMessage[]
  /** As this person sees the channel. */
  seenBy(name: string, channelId: string): readonly StoredMessage[]
  onChange(listener: (message: StoredMessage) => void): () => void
}

export type NewMessage = Pick<StoredMessage, 'channelId' | 'author'> & Partial<StoredMessage>

/** What one channel keeps; the oldest go first. */
export const MAX_MESSAGES = 500

export function createMessages(now: () => number, nextId: () => string): Messages {
  const messages = new Map<string, StoredMessage>()
  const counts = new Map<string, number>()
  const listeners = new Set<(message: StoredMessage) => void>()
  const tell = (message: StoredMessage): StoredMessage => {
    for (const listener of [...listeners]) listener(message)
    return message
  }
  const forget = (message: StoredMessage): void => {
    messages.delete(message.id)
    counts.set(message.channelId, (counts.get(message.channelId) ?? 1) - 1)
  }
  const inChannel = (channelId: string): readonly StoredMessage[] =>
    [...messages.values()].filter(message => message.channelId === channelId)

  function makeRoom(channelId: string): void {
    const count = counts.get(channelId) ?? 0
    const oldest = count < MAX_MESSAGES ? undefined : inChannel(channelId)[0]
    if (oldest !== undefined) forget(oldest)
    counts.set(channelId, (counts.get(channelId) ?? 0) + 1)
  }

  return {
    add(wanted) {
      makeRoom(wanted.channelId)
      const message = { ...blank(nextId(), now()), ...wanted }
      messages.set(message.id, message)
      return tell(message)
    },
    get: id => messages.get(id) ?? null,
    change(id, change) {
      const before = messages.get(id)
      if (before === undefined) return null
      const changed = { ...before, ...change }
      messages.set(id, changed)
      return tell(changed)
    },
    remove(id) {
      const message = messages.get(id)
      if (message === undefined) return false
      forget(message)
      tell(message)
      return true
    },
    in: inChannel,
    seenBy: (name, channelId) =>
      inChannel(channelId).filter(({ onlyFor }) => onlyFor === null || onlyFor === name),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const NO_PARTS: readonly JsonObject[] = []

const blank = (id: string, sentAtMs: number) =>
  ({
    id,
    content: '',
    embeds: NO_PARTS,
    components: NO_PARTS,
    flags: 0,
    sentAtMs,
    editedAtMs: null,
    onlyFor: null,
    answers: null,
    state: 'sent',
    isLocal: false,
    mentioned: NOBODY,
    nonce: null,
  }) as const
