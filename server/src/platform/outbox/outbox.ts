import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** Something that has to happen outside because something has changed here, kept in the same transaction. */
export interface Effect {
  /** Names its handler: `meeting.announce`. */
  readonly kind: string
  /** Of one lane only one is under way at a time; no order is promised. */
  readonly lane: string
  /** As JSON; the handler parses it. Never holds a secret. */
  readonly payload: Readonly<Record<string, unknown>>
  /** Not before this, epoch ms. */
  readonly atMs: number
  /** The server it is for, so that it can be forgotten with it. */
  readonly guildId: string | null
}

export interface Outbox {
  /** To be called with the transaction of what causes them: either both are there or neither. */
  add(query: Kysely<Tables>, effects: readonly Effect[]): Promise<void>
  /** Something is due; called once the transaction has ended. */
  wake(): void
}

export type EffectOutcome =
  | { readonly kind: 'done' }
  /** Nothing went wrong, and it isn't time yet: asked again then. Attempts are counted anew. */
  | { readonly kind: 'later'; readonly atMs: number }
  /** Tried again after a pause; parked at once when trying again can't help. `reason` is for operators: no secrets, no names. */
  | { readonly kind: 'failed'; readonly reason: string; readonly isFinal: boolean }

/**
 * At least once: it may have been done before, by somebody who died before saying so. What it throws is a failure too,
 * and so is what takes longer than `HANDLER_MS`, even while it goes on.
 */
export type EffectHandler = (payload: unknown, attempt: EffectAttempt) => Promise<EffectOutcome>

export interface EffectAttempt {
  /** The same in every attempt. */
  readonly id: string
  /** Counted from 1, and anew after a `later`. */
  readonly number: number
}

/** By the kind of effect. */
export type EffectHandlers = Readonly<Record<string, EffectHandler>>
