import type { Kysely } from 'kysely'

/** What people have said at moments of videos, for the whole of a server. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('comments')
    .addColumn('id', 'varchar(64)', column => column.primaryKey())
    .addColumn('guild_id', 'varchar(20)', column => column.notNull())
    .addColumn('entry_id', 'varchar(100)', column => column.notNull())
    .addColumn('position_ms', 'bigint', column => column.notNull())
    .addColumn('user_id', 'varchar(20)', column => column.notNull())
    .addColumn('display_name', 'varchar(100)', column => column.notNull())
    .addColumn('avatar_url', 'varchar(300)')
    .addColumn('text', 'text', column => column.notNull())
    .addColumn('created_at_ms', 'bigint', column => column.notNull())
    .addColumn('command_id', 'varchar(64)', column => column.notNull())
    .addColumn('room_id', 'varchar(64)', column => column.notNull())
    .addColumn('room_seq', 'integer', column => column.notNull())
    .addColumn('removed_at_ms', 'bigint')
    .addColumn('removed_by', 'varchar(20)')
    .execute()
  await db.schema
    .createIndex('comments_by_moment')
    .on('comments')
    .columns(['guild_id', 'entry_id', 'position_ms', 'id'])
    .execute()
  await db.schema
    .createIndex('comments_by_command')
    .on('comments')
    .columns(['user_id', 'command_id'])
    .unique()
    .execute()
  await db.schema
    .createIndex('comments_by_time')
    .on('comments')
    .columns(['user_id', 'created_at_ms'])
    .execute()
  await db.schema.createIndex('comments_by_removal').on('comments').column('removed_at_ms').execute()
}
