import * as z from 'zod'
import type { Database } from '../../platform/database/openDatabase.ts'

const RowSchema = z.object({
  key: z.string(),
  channelId: z.string(),
  messageId: z.string().nullable(),
  state: z.enum(['sending', 'sent', 'gone']),
  contentHash: z.string(),
  atMs: z.number(),
})

/** What is known of a message that was to be sent: written down before it is, and afterwards. */
export type NoticeRow = z.infer<typeof RowSchema>

export interface NoticeStore {
  get(key: string): Promise<NoticeRow | null>
  /** Those whose keys begin like this. */
  keysFrom(prefix: string): Promise<readonly string[]>
  /** `atMs`: from when on it may be in the channel. */
  sending(key: string, place: NoticePlace, atMs: number): Promise<void>
  sent(key: string, message: SentMessage): Promise<void>
  /** Somebody has deleted it. */
  gone(key: string): Promise<void>
  /** It isn't in the channel, and nobody tries any more. */
  forget(key: string): Promise<void>
  removeBefore(ms: number): Promise<void>
}

export interface NoticePlace {
  readonly guildId: string
  readonly channelId: string
}

export interface SentMessage {
  readonly messageId: string
  readonly contentHash: string
  /** Epoch ms. */
  readonly atMs: number
}

export function createNoticeStore({ query }: Pick<Database, 'query'>): NoticeStore {
  const forget = async (key: string): Promise<void> => {
    await query.deleteFrom('notification_messages').where('key', '=', key).execute()
  }
  return {
    async get(key) {
      const row = await query
        .selectFrom('notification_messages')
        .select([
          'key',
          'channel_id as channelId',
          'message_id as messageId',
          'state',
          'content_hash as contentHash',
          'at_ms as atMs',
        ])
        .where('key', '=', key)
        .executeTakeFirst()
      return row === undefined ? null : RowSchema.parse(row)
    },
    async keysFrom(prefix) {
      const rows = await query
        .selectFrom('notification_messages')
        .select('key')
        .where('key', 'like', `${prefix}%`)
        .execute()
      return rows.map(({ key }) => key)
    },
    async sending(key, { guildId, channelId }, atMs) {
      await forget(key)
      await query
        .insertInto('notification_messages')
        .values({
          key,
          guild_id: guildId,
          channel_id: channelId,
          message_id: null,
          state: 'sending',
          content_hash: '',
          at_ms: Math.round(atMs),
        })
        .execute()
    },
    async sent(key, { messageId, contentHash, atMs }) {
      await query
        .updateTable('notification_messages')
        .set({
          message_id: messageId,
          state: 'sent',
          content_hash: contentHash,
          at_ms: Math.round(atMs),
        })
        .where('key', '=', key)
        .execute()
    },
    async gone(key) {
      await query.updateTable('notification_messages').set({ state: 'gone' }).where('key', '=', key).execute()
    },
    forget,
    async removeBefore(ms) {
      await query.deleteFrom('notification_messages').where('at_ms', '<', Math.round(ms)).execute()
    },
  }
}
