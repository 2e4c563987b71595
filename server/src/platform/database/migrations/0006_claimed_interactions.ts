import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('claimed_interactions')
    .addColumn('id', 'varchar(20)', column => column.primaryKey())
    .addColumn('claimed_at_ms', 'bigint', column => column.notNull())
    .execute()
  await db.schema
    .createIndex('claimed_interactions_by_time')
    .on('claimed_interactions')
    .column('claimed_at_ms')
    .execute()
}
