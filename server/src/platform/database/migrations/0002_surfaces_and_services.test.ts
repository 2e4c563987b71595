import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, it } from 'vitest'
import { migrations } from '../migrations.ts'
import { openDatabase } from '../openDatabase.ts'

it('drops the sign-ins of before, and leaves the rooms', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaltura-discord-migration-'))
  const path = join(folder, 'old.sqlite')
  const sqlite = new DatabaseSync(path)
  const prepare = (sql: string) => {
    const statement = sqlite.prepare(sql)
    return {
      reader: statement.columns().length > 0,
      all: (values: readonly unknown[]) => statement.all(...values.map(String)),
      run: (values: readonly unknown[]) => statement.run(...values.map(String)),
      iterate: (values: readonly unknown[]) => statement.iterate(...values.map(String)),
    }
  }
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: { close() {}, prepare } }) })
  const provider = { getMigrations: async () => migrations }
  const { error } = await new Migrator({ db, provider }).migrateTo('0001_rooms_and_sign_ins')
  expect(error).toBeUndefined()
  sqlite.exec(`
    INSERT INTO rooms VALUES ('room', 'i-1', 0, '{}', 0, 0);
    INSERT INTO sign_ins VALUES ('old', '1', 'i-1', 'Ana', NULL, 0, 9e15, NULL);
    INSERT INTO refresh_tokens VALUES ('hash', 'old', NULL);
  `)
  sqlite.close()

  const database = await openDatabase({ kind: 'sqlite', path })
  const count = async (table: 'rooms' | 'sign_ins' | 'refresh_tokens' | 'services') =>
    (await database.query.selectFrom(table).selectAll().execute()).length
  expect([await count('rooms'), await count('sign_ins'), await count('refresh_tokens')]).toEqual([1, 0, 0])
  expect(await count('services')).toBe(0)
  await database.close()
  rmSync(folder, { recursive: true })
})
