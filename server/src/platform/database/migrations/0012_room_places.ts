import type { Kysely } from 'kysely'

/** Where rooms are, so that what one held can be offered to the next one there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('rooms').addColumn('place', 'varchar(64)').execute()
  await db.schema.createIndex('rooms_by_place').on('rooms').columns(['place', 'updated_at_ms']).execute()
  await db.schema.alterTable('sign_ins').addColumn('channel_id', 'varchar(20)').execute()
}
