import type { Kysely } from 'kysely'

/** Links by which people come into a room in a browser, and who has come by which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('room_links')
    .addColumn('id', 'varchar(36)', column => column.primaryKey())
    .addColumn('token_hash', 'varchar(64)', column => column.notNull())
    .addColumn('instance_id', 'varchar(200)', column => column.notNull())
    .addColumn('guild_id', 'varchar(20)')
    .addColumn('channel_id', 'varchar(20)')
    .addColumn('maker_id', 'varchar(20)', column => column.notNull())
    .addColumn('maker_name', 'varchar(100)', column => column.notNull())
    .addColumn('max_uses', 'integer', column => column.notNull())
    .addColumn('uses', 'integer', column => column.notNull())
    .addColumn('created_at_ms', 'bigint', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .addColumn('revoked_at_ms', 'bigint')
    .execute()
  await db.schema.createIndex('room_links_by_token').on('room_links').column('token_hash').unique().execute()
  await db.schema
    .createIndex('room_links_by_place')
    .on('room_links')
    .columns(['guild_id', 'channel_id'])
    .execute()
  await db.schema.createIndex('room_links_by_instance').on('room_links').column('instance_id').execute()
  await db.schema.createIndex('room_links_by_maker').on('room_links').column('maker_id').execute()
  await db.schema.createIndex('room_links_by_expiry').on('room_links').column('expires_at_ms').execute()
  await db.schema
    .createTable('room_guests')
    .addColumn('sign_in_id', 'varchar(64)', column => column.primaryKey())
    .addColumn('link_id', 'varchar(36)', column => column.notNull())
    .addColumn('instance_id', 'varchar(200)', column => column.notNull())
    .addColumn('guild_id', 'varchar(20)')
    .addColumn('user_id', 'varchar(20)', column => column.notNull())
    .addColumn('created_at_ms', 'bigint', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .addColumn('ended_because', 'varchar(16)')
    .execute()
  await db.schema.createIndex('room_guests_by_link').on('room_guests').column('link_id').execute()
  await db.schema.createIndex('room_guests_by_user').on('room_guests').column('user_id').execute()
  await db.schema.createIndex('room_guests_by_instance').on('room_guests').column('instance_id').execute()
  await db.schema.createIndex('room_guests_by_expiry').on('room_guests').column('expires_at_ms').execute()
}
