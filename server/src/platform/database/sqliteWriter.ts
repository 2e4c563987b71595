import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'

/** Runs one statement; returns how many rows it changed. */
export type RunStatement = (sql: string, ...values: SQLInputValue[]) => number

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
export class SqliteWriter {
  readonly #sqlite: DatabaseSync
  readonly #run: RunStatement

  constructor(sqlite: DatabaseSync, statements: StatementCache) {
    this.#sqlite = sqlite
    this.#run = (sql, ...values) => Number(statements.prepare(sql).run(...values).changes)
  }

  /** Keeps what `work` has done if it says true; undoes it if it says false or throws. */
  async transaction(work: (run: RunStatement) => boolean): Promise<boolean> {
    // The query builder shares the connection, and its transactions do give way.
    while (this.#sqlite.isTransaction) await setImmediate()
    this.#run('BEGIN IMMEDIATE')
    try {
      const keep = work(this.#run)
      this.#run(keep ? 'COMMIT' : 'ROLLBACK')
      return keep
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
}
