import type { Kysely } from 'kysely'

/** What Discord tells of the application, who has added it to which server, and which servers it is still in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('discord_events')
    .addColumn('id', 'varchar(64)', column => column.primaryKey())
    .addColumn('type', 'varchar(64)', column => column.notNull())
    .addColumn('user_id', 'varchar(20)')
    .addColumn('occurred_at_ms', 'bigint', column => column.notNull())
    .addColumn('body', 'text')
    .addColumn('received_at_ms', 'bigint', column => column.notNull())
    .addColumn('attempts', 'integer', column => column.notNull())
    .addColumn('next_attempt_at_ms', 'bigint')
    .addColumn('done_at_ms', 'bigint')
    .addColumn('last_error', 'varchar(300)')
    .execute()
  await db.schema
    .createIndex('discord_events_by_attempt')
    .on('discord_events')
    .columns(['next_attempt_at_ms', 'id'])
    .execute()
  await db.schema.createIndex('discord_events_by_end').on('discord_events').column('done_at_ms').execute()
  await db.schema
    .createIndex('discord_events_by_user')
    .on('discord_events')
    .columns(['user_id', 'occurred_at_ms'])
    .execute()
  await db.schema
    .createTable('installations')
    .addColumn('guild_id', 'varchar(20)', column => column.primaryKey())
    .addColumn('guild_name', 'varchar(100)', column => column.notNull())
    .addColumn('installed_by', 'varchar(20)')
    .addColumn('scopes', 'varchar(1000)', column => column.notNull())
    .addColumn('at_ms', 'bigint', column => column.notNull())
    .execute()
  await db.schema.createIndex('installations_by_user').on('installations').column('installed_by').execute()
  await db.schema
    .createTable('guild_checks')
    .addColumn('guild_id', 'varchar(20)', column => column.primaryKey())
    .addColumn('next_check_at_ms', 'bigint', column => column.notNull())
    .addColumn('removed_at_ms', 'bigint')
    .execute()
  await db.schema.createIndex('guild_checks_by_time').on('guild_checks').column('next_check_at_ms').execute()
}
