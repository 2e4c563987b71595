import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('key_hash', 'varchar(64)', column => column.primaryKey())
    .addColumn('owner', 'varchar(64)', column => column.notNull())
    .addColumn('fingerprint', 'varchar(64)', column => column.notNull())
    .addColumn('acting_until_ms', 'bigint', column => column.notNull())
    .addColumn('answer', sql`mediumtext`)
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .execute()
  await db.schema
    .createIndex('idempotency_keys_by_expiry')
    .on('idempotency_keys')
    .column('expires_at_ms')
    .execute()
}
