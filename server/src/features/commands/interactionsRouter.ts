import { InteractionResponseType } from 'discord-api-types/v10'
import { Router } from 'express'
import type { Signed, SignedRequest } from '../../platform/discordSignature.ts'
import { sendProblem } from '../../platform/http/answer.ts'
import { parseJson } from '../../platform/parseJson.ts'
import type { HttpAnswer } from './answering.ts'
import type { Dispatcher } from './dispatchInteraction.ts'
import { parseInteraction } from './interaction.ts'
import type { SeenInteractions } from './seenInteractions.ts'

interface InteractionsRouterOptions {
  readonly signed: Signed
  readonly applicationId: string
  readonly seen: SeenInteractions
  readonly dispatcher: Dispatcher
}

/** Where Discord sends what members do with commands, buttons and modals. */
export function createInteractionsRouter(options: InteractionsRouterOptions): Router {
  const { signed, applicationId, seen, dispatcher } = options
  const router = Router()

  async function receive({ body, response }: SignedRequest): Promise<void> {
    response.locals['operation'] = 'discord.interactions'
    const parsed = parseInteraction(parseJson(body.toString('utf8')))
    if (!parsed.ok) return sendProblem(response, parsed.error)
    const { interaction } = parsed.value
    if ((parsed.value.applicationId ?? applicationId) !== applicationId)
      return sendProblem(response, OTHER_APPLICATION)
    if (interaction.kind === 'ping') return send(response, PONG)
    if (!seen.isNew(interaction.id)) return sendProblem(response, REPEATED)
    send(response, await dispatcher.dispatch(interaction))
  }

  router.post('/discord/interactions', ...signed(receive))
  return router
}

const PONG: HttpAnswer = { callback: { type: InteractionResponseType.Pong } }

const OTHER_APPLICATION = {
  code: 'unauthenticated',
  message: 'This interaction belongs to another application.',
} as const
const REPEATED = { code: 'conflict', message: 'This interaction has come before.' } as const

function send(response: SignedRequest['response'], { callback, sent }: HttpAnswer): void {
  if (sent) response.once('finish', sent)
  if (callback) response.set('Cache-Control', 'no-store').json(callback)
  else response.status(202).end()
}
