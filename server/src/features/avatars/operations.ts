import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import * as z from 'zod'
import { ANYBODY } from '../../platform/http/access.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { type ImageProxy, sendImage } from '../../platform/imageProxy.ts'
import { fail } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import { TokenBucket } from '../../platform/tokenBucket.ts'

/** A hash names one picture for ever. */
const MAX_AGE_S = 7 * 24 * 3_600
const SIZE_PX = 128
/** Avatars are for everybody, so Discord is asked for those we don't have only so often. */
const UNKNOWN_AVATARS = { burst: 200, perS: 20 } as const

const ParametersSchema = z.object({
  userId: SnowflakeSchema,
  hash: z.string().regex(/^(?:a_)?[\w-]{1,64}$/),
})

interface AvatarOperationsOptions {
  readonly images: ImageProxy
  readonly cdnUrl: string
  readonly clock: RoomClock
}

export function createAvatarOperations(options: AvatarOperationsOptions): readonly Operation[] {
  const { images, cdnUrl, clock } = options
  const unknown = new TokenBucket(UNKNOWN_AVATARS, clock)
  return [
    defineOperation({
      id: 'avatars.get',
      method: 'get',
      path: '/avatars/{userId}/{hash}',
      tag: 'pictures',
      summary: "Get a member's picture",
      errors: ['not_found', 'rate_limited', 'unavailable'],
      limit: null,
      access: ANYBODY,
      params: ParametersSchema,
      answer: 'image',
      async handle({ params: { userId, hash } }) {
        const url = `${cdnUrl}/avatars/${userId}/${hash}.png?size=${SIZE_PX}`
        if (images.has(url) || unknown.take()) return images.get(url)
        return fail('rate_limited', 'Too many pictures were asked for at once.', { retryAfterS: 1 })
      },
      send: (response, image) => sendImage(response, image, MAX_AGE_S),
    }),
  ]
}
