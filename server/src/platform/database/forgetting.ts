import type { Transaction } from 'kysely'
import type { Database } from './openDatabase.ts'
import type { Tables } from './tables.ts'

type Query = Database['query']

/** Somebody who wants nothing more to do with the application. */
export interface ForgottenUser {
  readonly userId: string
  /** When they said so by Discord's clock, epoch ms. Later rows stay: they have come back since. */
  readonly atMs: number
  /** The same for rows whose time is by our own clock. */
  readonly untilMs: number
}

/** A server that the application was removed from. */
export interface ForgottenGuild {
  readonly guildId: string
  readonly nowMs: number
}

/** What is left to do once the rows are gone for certain: to close lines, for instance. */
export type AfterForgetting = () => void

/** One part's share in forgetting people and servers. All shares are done in one transaction, and again without harm. */
export interface Forgetting {
  /** Which it takes care of. */
  readonly tables: readonly (keyof Tables)[]
  /** Servers that it keeps something of for longer than a day. */
  guilds?(query: Query): Promise<readonly string[]>
  forgetUser?(transaction: Transaction<Tables>, user: ForgottenUser): Promise<AfterForgetting | null>
  /** Everything about its people; what was set up for the server itself stays at first. */
  forgetGuild?(transaction: Transaction<Tables>, guild: ForgottenGuild): Promise<AfterForgetting | null>
  /** That as well, once it is clear that the removal was no mistake. */
  forgetSettings?(transaction: Transaction<Tables>, guild: ForgottenGuild): Promise<void>
}

/** All shares together. */
export interface Forgetter {
  guilds(): Promise<ReadonlySet<string>>
  user(user: ForgottenUser): Promise<void>
  guild(guild: ForgottenGuild): Promise<void>
  settings(guild: ForgottenGuild): Promise<void>
}

type Share = (transaction: Transaction<Tables>) => Promise<AfterForgetting | null>

export function createForgetter({ query }: Pick<Database, 'query'>, parts: readonly Forgetting[]): Forgetter {
  async function together(shares: readonly Share[]): Promise<void> {
    const after = await query.transaction().execute(async transaction => {
      const done: (AfterForgetting | null)[] = []
      for (const share of shares) done.push(await share(transaction))
      return done
    })
    for (const each of after) each?.()
  }

  return {
    async guilds() {
      const kept = await Promise.all(parts.map(async part => (await part.guilds?.(query)) ?? []))
      return new Set(kept.flat())
    },
    user: user => together(parts.map(part => async t => (await part.forgetUser?.(t, user)) ?? null)),
    guild: guild => together(parts.map(part => async t => (await part.forgetGuild?.(t, guild)) ?? null)),
    settings: guild =>
      together(
        parts.map(part => async t => {
          await part.forgetSettings?.(t, guild)
          return null
        }),
      ),
  }
}
