import { DiscordSignInSchema, RefreshSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { Router } from 'express'
import { answer } from '../../platform/http/answer.ts'
import { parseInput } from '../../platform/http/parseInput.ts'
import { createRequestLimiter } from '../../platform/http/requestLimiter.ts'
import type { AuthService } from './service.ts'

/** Sign-ins of one Activity: a full room that all reloads at once, and then some. */
const SIGN_INS = { points: 300, perS: 60 } as const
const REFRESHES = { points: 10, perS: 60 } as const

export function createAuthRouter(service: AuthService): Router {
  const limitSignIns = createRequestLimiter(SIGN_INS)
  const limitRefreshes = createRequestLimiter(REFRESHES)
  const router = Router()

  router.post('/auth/discord', async (request, response) => {
    const input = parseInput(DiscordSignInSchema, request.body)
    if (!input.ok) return answer(response, input)
    const allowed = await limitSignIns(input.value.instanceId)
    answer(response, allowed.ok ? await service.signIn(input.value) : allowed)
  })

  router.post('/auth/refresh', async (request, response) => {
    const input = parseInput(RefreshSchema, request.body)
    if (!input.ok) return answer(response, input)
    const allowed = await limitRefreshes(input.value.refreshToken)
    answer(response, allowed.ok ? await service.refresh(input.value.refreshToken) : allowed)
  })

  return router
}
