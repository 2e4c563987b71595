import type { Logger } from '../platform/logger.ts'
import { withinTime } from '../platform/withinTime.ts'

/** Discord says by then whether somebody may mention everybody, or they may not, ms. */
export const MENTION_RIGHT_MS = 2_000

export type MayMentionEveryone = (guildId: string, userId: string, channelId: string) => Promise<boolean>

/** Nobody waits long to know, and nothing fails because of it. */
export const patientMentionRight =
  (ask: MayMentionEveryone, logger: Logger): MayMentionEveryone =>
  async (...whoAndWhere) => {
    const asked = ask(...whoAndWhere).catch((error: unknown) => {
      logger.error('meeting.mentionRight.failed', error)
      return false
    })
    const answered = await withinTime(asked, MENTION_RIGHT_MS)
    return answered.inTime && answered.value
  }
