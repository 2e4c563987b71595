import type { Kysely } from 'kysely'

/** Whether a wished video goes on at once, or where it goes into the queue. Wishes of before it are for at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('launch_wishes')
    .addColumn('place', 'varchar(8)', column => column.notNull().defaultTo('now'))
    .execute()
}
