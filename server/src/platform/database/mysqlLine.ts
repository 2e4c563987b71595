import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { PoolConnection, ResultSetHeader } from 'mysql2'
import { DatabaseAway } from './databaseAway.ts'
import { fromMysql, isDeadlock } from './mysqlErrors.ts'

/** What a statement gives back: rows, or what it has done. */
type Answer = Record<string, unknown>[] | ResultSetHeader

interface MysqlLineOptions {
  readonly raw: PoolConnection
  /** How long one statement may take, ms. */
  readonly patienceMs: number
  /** Told when the server hasn't answered in time. */
  readonly onSilence: () => void
}

/**
 * A connection for as long as somebody holds it. A statement without an answer in time gives it up: who knows what
 * comes back on it, and when.
 */
export class MysqlLine implements DatabaseConnection {
  readonly #options: MysqlLineOptions
  #broken: DatabaseAway | null = null
  #deadlineMs = Number.POSITIVE_INFINITY

  constructor(options: MysqlLineOptions) {
    this.#options = options
  }

  /** Everything on this line together must not take longer than until then, by `performance.now()`. */
  endBy(deadlineMs: number): void {
    this.#deadlineMs = deadlineMs
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const answer = await this.run(sql, parameters)
    // The types of rows are the query builder's promise; whoever reads a row parses it.
    if (Array.isArray(answer)) return { rows: answer as R[] }
    const { affectedRows, changedRows, insertId } = answer
    return {
      rows: [],
      numAffectedRows: BigInt(affectedRows),
      numChangedRows: BigInt(changedRows ?? 0),
      ...(insertId !== 0 && { insertId: BigInt(insertId) }),
    }
  }

  // biome-ignore lint/correctness/useYield: the interface wants a generator
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError('Nothing is streamed from the database')
  }

  async run(sql: string, values: readonly unknown[] = []): Promise<Answer> {
    if (this.#broken) throw this.#broken
    assertStorable(values)
    const { raw, patienceMs, onSilence } = this.#options
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const remainingMs = Math.min(patienceMs, this.#deadlineMs - performance.now())
    const timer = setTimeout(() => {
      this.giveUp(new DatabaseAway('no answer in time'))
      reject(this.#broken)
      onSilence()
    }, remainingMs)
    raw.query<Record<string, unknown>[] & never>(sql, [...values], (error: unknown, answer: unknown) => {
      clearTimeout(timer)
      if (error) reject(this.#noticed(fromMysql(error)))
      else resolve(answer as Answer)
    })
    return promise
  }

  /** Ends the connection; a transaction that was open on it is undone by the server. */
  giveUp(why: DatabaseAway): void {
    this.#broken ??= why
    this.#options.raw.destroy()
  }

  /** Undoes what is open; where that fails, the server does it when the connection ends. */
  async rollBack(): Promise<void> {
    if (this.#broken) return
    try {
      await this.run('ROLLBACK')
    } catch {
      this.giveUp(new DatabaseAway('not rolled back'))
    }
  }

  release(): void {
    if (!this.#broken) this.#options.raw.release()
  }

  /** A server that can't be asked now may still hold what was begun: such a connection isn't used again. */
  #noticed(error: Error): Error {
    if (error instanceof DatabaseAway && !isDeadlock(error)) this.giveUp(error)
    return error
  }
}

/** The driver writes values into the statement itself, and has notions of its own of what an object means there. */
function assertStorable(values: readonly unknown[]): void {
  for (const value of values)
    if (value !== null && !['string', 'number', 'bigint'].includes(typeof value))
      throw new TypeError(`MySQL can't store a ${typeof value}`)
}
