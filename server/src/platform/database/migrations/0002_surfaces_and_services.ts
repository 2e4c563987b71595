import type { Kysely } from 'kysely'

/**
 * Sign-ins of every surface, and services that hand out tokens. Columns can't be made nullable in the same words
 * everywhere, so both tables are made anew and their rows are dropped: a sign-in lasts 12 hours at most, and the
 * tokens of old ones name no key and would be refused anyway. Whoever is watching has to open the Activity again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('refresh_tokens').ifExists().execute()
  await db.schema.dropTable('sign_ins').ifExists().execute()
  await db.schema
    .createTable('sign_ins')
    .addColumn('id', 'varchar(64)', column => column.primaryKey())
    .addColumn('surface', 'varchar(16)', column => column.notNull())
    .addColumn('user_id', 'varchar(20)', column => column.notNull())
    .addColumn('guild_id', 'varchar(20)')
    .addColumn('instance_id', 'varchar(200)')
    .addColumn('service_id', 'varchar(64)')
    .addColumn('scopes', 'varchar(500)', column => column.notNull())
    .addColumn('kaltura_role', 'varchar(16)')
    .addColumn('display_name', 'varchar(100)', column => column.notNull())
    .addColumn('avatar_url', 'varchar(300)')
    .addColumn('created_at_ms', 'bigint', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .addColumn('ended_at_ms', 'bigint')
    .execute()
  await db.schema
    .createIndex('sign_ins_by_member')
    .on('sign_ins')
    .columns(['user_id', 'instance_id'])
    .execute()
  await db.schema.createIndex('sign_ins_by_service').on('sign_ins').column('service_id').execute()
  await db.schema.createIndex('sign_ins_by_end').on('sign_ins').column('expires_at_ms').execute()
  await db.schema
    .createTable('refresh_tokens')
    .addColumn('hash', 'varchar(64)', column => column.primaryKey())
    .addColumn('sign_in_id', 'varchar(64)', column => column.notNull())
    .addColumn('used_at_ms', 'bigint')
    .execute()
  await db.schema.createIndex('refresh_tokens_by_sign_in').on('refresh_tokens').column('sign_in_id').execute()
  await db.schema
    .createTable('services')
    .addColumn('id', 'varchar(64)', column => column.primaryKey())
    .addColumn('name', 'varchar(100)', column => column.notNull())
    .addColumn('secret_hash', 'varchar(64)', column => column.notNull())
    .addColumn('scopes', 'varchar(500)', column => column.notNull())
    .addColumn('kaltura_role', 'varchar(16)', column => column.notNull())
    .addColumn('created_at_ms', 'bigint', column => column.notNull())
    .addColumn('revoked_at_ms', 'bigint')
    .addColumn('last_used_at_ms', 'bigint')
    .execute()
}
