import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import type { GuardedWrite, GuardedWriter, Statement } from './guardedWriter.ts'
import { whenFree } from './sqliteErrors.ts'

/** Keeps prepared statements by their text. */
export class StatementCache {
  readonly #sqlite: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(sqlite: DatabaseSync) {
    this.#sqlite = sqlite
  }

  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#sqlite.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

/**
 * The shortest way into the file, for the one write that people wait for: a transaction of prepared statements
 * that doesn't give way in between. Everything else goes through the query builder.
 */
export class SqliteWriter implements GuardedWriter {
  readonly #sqlite: DatabaseSync
  readonly #statements: StatementCache

  constructor(sqlite: DatabaseSync, statements: StatementCache) {
    this.#sqlite = sqlite
    this.#statements = statements
  }

  async write(write: GuardedWrite): Promise<boolean> {
    return whenFree(async () => {
      // The query builder shares the connection, and its transactions do give way.
      while (this.#sqlite.isTransaction) await setImmediate()
      return this.#transact(write)
    })
  }

  #transact({ guard, rest }: GuardedWrite): boolean {
    this.#run('BEGIN IMMEDIATE')
    try {
      const first = this.#runStatement(guard) === 1
      if (first) for (const statement of rest) this.#runStatement(statement)
      this.#run(first ? 'COMMIT' : 'ROLLBACK')
      return first
    } catch (error) {
      if (this.#sqlite.isTransaction) this.#run('ROLLBACK')
      throw error
    }
  }

  /** Moves what has been written from the log into the file, so that no command has to wait for that. */
  checkpoint(): void {
    if (this.#sqlite.isTransaction) return
    try {
      this.#sqlite.exec('PRAGMA wal_checkpoint(PASSIVE)')
    } catch {
      // A full disk, for instance. Nothing is lost: the log still has it, and whoever writes next is told.
    }
  }

  #run(sql: string): void {
    this.#statements.prepare(sql).run()
  }

  #runStatement({ sql, values }: Statement): number {
    return Number(this.#statements.prepare(sql).run(...values).changes)
  }
}
