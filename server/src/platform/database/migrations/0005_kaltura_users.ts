import type { Kysely } from 'kysely'

/** What was last sent to Kaltura about each user, as a hash: enough to see whether something has changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('kaltura_users')
    .addColumn('user_id', 'varchar(20)', column => column.primaryKey())
    .addColumn('sent_hash', 'varchar(64)', column => column.notNull())
    .addColumn('sent_at_ms', 'bigint', column => column.notNull())
    .execute()
}
