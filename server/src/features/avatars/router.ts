import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { Router } from 'express'
import * as z from 'zod'
import { answer } from '../../platform/http/answer.ts'
import { parseInput } from '../../platform/http/parseInput.ts'
import { type ImageProxy, sendImage } from '../../platform/imageProxy.ts'

/** A hash names one picture for ever. */
const MAX_AGE_S = 7 * 24 * 3_600
const SIZE_PX = 128

const ParametersSchema = z.object({
  userId: SnowflakeSchema,
  hash: z.string().regex(/^(?:a_)?[\w-]{1,64}$/),
})

export function createAvatarRouter(images: ImageProxy, cdnUrl: string): Router {
  const router = Router()
  router.get('/avatars/:userId/:hash', async (request, response) => {
    const input = parseInput(ParametersSchema, request.params)
    if (!input.ok) return answer(response, input)
    const { userId, hash } = input.value
    const image = await images.get(`${cdnUrl}/avatars/${userId}/${hash}.png?size=${SIZE_PX}`)
    sendImage(response, image, MAX_AGE_S)
  })
  return router
}
