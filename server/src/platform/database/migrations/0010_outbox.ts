import type { Kysely } from 'kysely'

/** What has to happen outside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'varchar(36)', column => column.primaryKey())
    .addColumn('kind', 'varchar(64)', column => column.notNull())
    .addColumn('lane', 'varchar(100)', column => column.notNull())
    .addColumn('guild_id', 'varchar(20)')
    .addColumn('payload', 'text')
    .addColumn('created_at_ms', 'bigint', column => column.notNull())
    .addColumn('attempts', 'integer', column => column.notNull())
    .addColumn('next_attempt_at_ms', 'bigint')
    .addColumn('done_at_ms', 'bigint')
    .addColumn('last_error', 'varchar(300)')
    .execute()
  await db.schema
    .createIndex('outbox_by_attempt')
    .on('outbox')
    .columns(['next_attempt_at_ms', 'id'])
    .execute()
  await db.schema.createIndex('outbox_by_end').on('outbox').column('done_at_ms').execute()
  await db.schema.createIndex('outbox_by_guild').on('outbox').column('guild_id').execute()
  await db.schema
    .createTable('outbox_lanes')
    .addColumn('lane', 'varchar(100)', column => column.primaryKey())
    .addColumn('until_ms', 'bigint', column => column.notNull())
    .execute()
}
