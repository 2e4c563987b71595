import type { Kysely } from 'kysely'

/** What people have chosen for themselves: volume, captions, quality. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('personal_settings')
    .addColumn('user_id', 'varchar(20)', column => column.primaryKey())
    .addColumn('settings', 'text', column => column.notNull())
    .addColumn('changed_at_ms', 'bigint', column => column.notNull())
    .addColumn('saved_at_ms', 'bigint', column => column.notNull())
    .execute()
}
