import type { Kysely } from 'kysely'

/** Which video somebody wants to see when they next come into an Activity. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('launch_wishes')
    .addColumn('interaction_id', 'varchar(20)', column => column.primaryKey())
    .addColumn('user_id', 'varchar(20)', column => column.notNull())
    .addColumn('guild_id', 'varchar(20)', column => column.notNull())
    .addColumn('entry_id', 'varchar(64)', column => column.notNull())
    .addColumn('instance_id', 'varchar(256)')
    .addColumn('wished_at_ms', 'bigint', column => column.notNull())
    .execute()
  await db.schema
    .createIndex('launch_wishes_by_member')
    .on('launch_wishes')
    .columns(['user_id', 'guild_id'])
    .execute()
}
