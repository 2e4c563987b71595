import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { createConnection } from 'mysql2/promise'
import { inject } from 'vitest'
import * as z from 'zod'
import type { Secret } from '../platform/secret.ts'
import { createMariaDatabaseAt } from './createMariaDatabase.ts'

const AnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), port: z.number() }),
  z.object({ ok: z.literal(false), why: z.string() }),
])

let port: Promise<number> | null = null

/** A new, empty database on the run's MariaDB, with a user of its own that may do as it likes in there and nowhere else. */
export async function createMariaDatabase(onPort?: number): Promise<Secret> {
  port ??= askForPort()
  return createMariaDatabaseAt(onPort ?? (await port))
}

/** Removes everything that tests have stored; the tables stay. */
export async function emptyMariaDatabase(url: Secret): Promise<void> {
  const connection = await createConnection({ uri: url.reveal(), rowsAsArray: true })
  try {
    const [rows] = await connection.query('SHOW TABLES')
    for (const [table] of z.array(z.tuple([z.string()])).parse(rows))
      if (!table.startsWith('kysely_')) await connection.query(`DELETE FROM ${table}`)
  } finally {
    await connection.end()
  }
}

async function askForPort(): Promise<number> {
  const answer = AnswerSchema.parse(JSON.parse(await text(connect(inject('mariaDbDesk'), '127.0.0.1'))))
  if (!answer.ok) throw new Error(answer.why)
  return answer.port
}
