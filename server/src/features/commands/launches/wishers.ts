import type { WireError } from '@kaltura-discord/shared/protocol/errors.ts'
import { LRUCache } from 'lru-cache'
import type { InteractionResponses } from '../../../discord/interactionResponses.ts'
import type { Logger } from '../../../platform/logger.ts'
import type { Interaction } from '../interaction.ts'
import { toMessage } from '../message.ts'
import { COMMON_TEXTS } from '../texts/common.ts'
import { LAUNCHES_TEXTS } from './texts.ts'

/** Members who can still be told what has become of their wish, the latest ones. */
const MAX_WISHERS = 1_000
/** So long after they have wished, ms: a little less than Discord takes what is said to them. */
const TELL_MS = 14 * 60_000

/**
 * Those who have wished for a video, as long as something can be said to them. What it is said with is a secret and
 * lies in no database, so that after a restart nobody can be told.
 */
export interface Wishers {
  remember(interaction: Interaction): void
  /** That the video could not be put on, in a message that only they see. */
  tellRefused(interactionId: string, error: WireError): Promise<void>
}

export function createWishers(
  responses: Pick<InteractionResponses, 'followUp'>,
  logger: Pick<Logger, 'warn'>,
): Wishers {
  const wishers = new LRUCache<string, Interaction>({ max: MAX_WISHERS, ttl: TELL_MS })
  return {
    remember(interaction) {
      wishers.set(interaction.id, interaction)
    },
    async tellRefused(interactionId, { code }) {
      const wisher = wishers.get(interactionId)
      if (!wisher) return logger.warn('launch.untold', { interactionId, code })
      const { language } = wisher
      const text = LAUNCHES_TEXTS[language].couldNotPutOn(COMMON_TEXTS[language].errors[code])
      await responses.followUp(wisher, toMessage({ text }))
    },
  }
}
