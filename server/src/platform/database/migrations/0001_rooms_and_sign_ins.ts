import type { Kysely } from 'kysely'

/** `text` holds a whole room: on MySQL it becomes `mediumtext` (`mysqlSchema.ts`), because there it ends at 64 kB. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rooms')
    .addColumn('id', 'varchar(64)', column => column.primaryKey())
    .addColumn('instance_id', 'varchar(200)', column => column.notNull().unique())
    .addColumn('seq', 'integer', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('occupied', 'integer', column => column.notNull())
    .addColumn('updated_at_ms', 'bigint', column => column.notNull())
    .execute()
  await db.schema
    .createTable('room_events')
    .addColumn('room_id', 'varchar(64)', column => column.notNull())
    .addColumn('seq', 'integer', column => column.notNull())
    .addColumn('event', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('room_events_pk', ['room_id', 'seq'])
    .execute()
  await db.schema
    .createTable('sign_ins')
    .addColumn('id', 'varchar(64)', column => column.primaryKey())
    .addColumn('user_id', 'varchar(20)', column => column.notNull())
    .addColumn('instance_id', 'varchar(200)', column => column.notNull())
    .addColumn('display_name', 'varchar(100)', column => column.notNull())
    .addColumn('avatar_url', 'varchar(300)')
    .addColumn('created_at_ms', 'bigint', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .addColumn('ended_at_ms', 'bigint')
    .execute()
  await db.schema
    .createIndex('sign_ins_by_member')
    .on('sign_ins')
    .columns(['instance_id', 'user_id'])
    .execute()
  await db.schema
    .createTable('refresh_tokens')
    .addColumn('hash', 'varchar(64)', column => column.primaryKey())
    .addColumn('sign_in_id', 'varchar(64)', column => column.notNull())
    .addColumn('used_at_ms', 'bigint')
    .execute()
  await db.schema.createIndex('refresh_tokens_by_sign_in').on('refresh_tokens').column('sign_in_id').execute()
  await db.schema
    .createTable('heartbeats')
    .addColumn('node', 'varchar(64)', column => column.primaryKey())
    .addColumn('at_ms', 'bigint', column => column.notNull())
    .execute()
}
