import { createPool, type Pool, type PoolConnection, type PoolOptions } from 'mysql2'
import { DatabaseAway } from './databaseAway.ts'
import { fromMysql } from './mysqlErrors.ts'
import { MysqlLine } from './mysqlLine.ts'

/** For a connection, and then for a statement: a command is answered within 2 s when the database stands still, ms. */
const PATIENCE_MS = 1_800
const CONNECTIONS = 20
/** Connections that nobody needs any more are closed, but for these. */
const IDLE_CONNECTIONS = 4
/** More that wait for a connection are turned away. */
const MAX_WAITING = 500
/** How often a database that is away is looked for, ms. */
const PROBE_EVERY_MS = 250
const CLOSE_MS = 1_000

const DRIVER_OPTIONS = {
  charset: 'UTF8MB4_BIN',
  timezone: 'Z',
  supportBigNumbers: true,
  dateStrings: true,
  jsonStrings: true,
  stringifyObjects: true,
  connectTimeout: PATIENCE_MS,
  connectionLimit: CONNECTIONS,
  maxIdle: IDLE_CONNECTIONS,
} as const satisfies PoolOptions

/**
 * Whatever the server's own settings are: what doesn't fit is refused and not cut off, a lock is waited for no longer
 * than people wait, and (where it is a MariaDB) a node that freezes in the middle of a write doesn't hold its room.
 */
const SETTINGS = [
  `SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO', time_zone = '+00:00', innodb_lock_wait_timeout = 1 /*M!100300 , idle_write_transaction_timeout = 2 */`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
]

interface MysqlPoolOptions {
  readonly address: PoolOptions
  /** How long one statement may take, ms. */
  readonly patienceMs?: number
}

/**
 * Connections with an end to every wait. Once the database has kept somebody waiting in vain, everybody is turned
 * away at once until it answers again, which the pool itself finds out.
 */
export class MysqlPool {
  readonly #pool: Pool
  readonly #patienceMs: number
  /** Connections that have their settings, and when in the pool's life they were opened. */
  readonly #openedIn = new WeakMap<PoolConnection, number>()
  /** Counts the times the database went away; connections from before are not trusted any more. */
  #life = 0
  #waiting = 0
  #away = false
  #closed = false
  #probe: NodeJS.Timeout | null = null

  constructor({ address, patienceMs = PATIENCE_MS }: MysqlPoolOptions) {
    this.#pool = createPool({ ...DRIVER_OPTIONS, ...address })
    // Their errors come with the statements; without a listener a second one would end the process.
    this.#pool.on('connection', raw => raw.on('error', () => {}))
    this.#patienceMs = patienceMs
  }

  async acquire(): Promise<MysqlLine> {
    if (this.#away) throw new DatabaseAway('away')
    const line = await this.#open()
    if (!this.#away) return line
    line.release()
    throw new DatabaseAway('away')
  }

  /** Runs `work` on a connection of its own that has to be done with everything in the time one statement has. */
  async within<T>(work: (line: MysqlLine) => Promise<T>): Promise<T> {
    const line = await this.acquire()
    line.endBy(performance.now() + this.#patienceMs)
    try {
      return await work(line)
    } finally {
      line.release()
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#probe) clearTimeout(this.#probe)
    const ended = new Promise<void>(resolve => this.#pool.end(() => resolve()))
    const cut = new Promise<void>(resolve => setTimeout(resolve, CLOSE_MS).unref())
    await Promise.race([ended, cut])
  }

  async #open(): Promise<MysqlLine> {
    const raw = await this.#connect()
    const line = new MysqlLine({ raw, patienceMs: this.#patienceMs, onSilence: () => this.#lost() })
    const openedIn = this.#openedIn.get(raw)
    if (openedIn === this.#life) return line
    if (openedIn !== undefined) {
      line.giveUp(new DatabaseAway('from before'))
      return this.#open()
    }
    const life = this.#life
    try {
      for (const setting of SETTINGS) await line.run(setting)
    } catch (error) {
      line.giveUp(new DatabaseAway('settings refused'))
      throw error
    }
    this.#openedIn.set(raw, life)
    return line
  }

  /** The driver waits for a free connection without an end. To be too busy is not to be away. */
  #connect(): Promise<PoolConnection> {
    if (this.#waiting >= MAX_WAITING) return Promise.reject(new DatabaseAway('too many are waiting'))
    const { promise, resolve, reject } = Promise.withResolvers<PoolConnection>()
    this.#waiting += 1
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new DatabaseAway('no connection in time'))
    }, this.#patienceMs)
    this.#pool.getConnection((error, raw) => {
      clearTimeout(timer)
      this.#waiting -= 1
      if (error) {
        reject(fromMysql(error))
        this.#lost()
      } else if (late) raw.release()
      else resolve(raw)
    })
    return promise
  }

  #lost(): void {
    if (this.#away || this.#closed) return
    this.#away = true
    this.#life += 1
    void this.#look()
  }

  async #look(): Promise<void> {
    try {
      const line = await this.#open()
      line.release()
      this.#away = false
    } catch {
      if (!this.#closed) this.#probe = setTimeout(() => void this.#look(), PROBE_EVERY_MS).unref()
    }
  }
}
