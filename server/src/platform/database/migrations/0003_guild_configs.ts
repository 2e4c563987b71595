import { type Kysely, sql } from 'kysely'

/** What servers have decided for themselves, who decided it when, and which files were taken in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guild_configs')
    .addColumn('guild_id', 'varchar(20)', column => column.primaryKey())
    .addColumn('version', 'integer', column => column.notNull())
    .addColumn('overrides', sql`mediumtext`, column => column.notNull())
    .addColumn('updated_at_ms', 'bigint', column => column.notNull())
    .execute()
  await db.schema
    .createTable('guild_config_changes')
    .addColumn('guild_id', 'varchar(20)', column => column.notNull())
    .addColumn('version', 'integer', column => column.notNull())
    .addColumn('at_ms', 'bigint', column => column.notNull())
    .addColumn('way', 'varchar(16)', column => column.notNull())
    .addColumn('user_id', 'varchar(20)')
    .addColumn('service_id', 'varchar(64)')
    .addColumn('changed_keys', sql`mediumtext`, column => column.notNull())
    .addPrimaryKeyConstraint('guild_config_changes_pk', ['guild_id', 'version'])
    .execute()
  await db.schema
    .createTable('guild_config_imports')
    .addColumn('guild_id', 'varchar(20)', column => column.notNull())
    .addColumn('content_hash', 'varchar(64)', column => column.notNull())
    .addColumn('at_ms', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('guild_config_imports_pk', ['guild_id', 'content_hash'])
    .execute()
}
