import { Router } from 'express'
import { answer } from '../../platform/http/answer.ts'
import { fail, succeed } from '../../platform/result.ts'

export interface HealthProbe {
  /** Whether new rooms can be taken. */
  ready(): Promise<boolean>
  connections(): number
  uptimeS(): number
}

/** `live` depends on nothing but the process, so that an outage elsewhere never gets it restarted. */
export function createHealthRouter(probe: HealthProbe): Router {
  const router = Router()
  const notReady = () =>
    fail('unavailable', 'This server takes no new rooms at the moment.', { retryAfterS: 5 })
  router.get('/live', (_request, response) => answer(response, succeed({ status: 'ok' })))
  router.get(['/ready', '/health'], async (_request, response) => {
    answer(response, (await probe.ready()) ? succeed({ status: 'ok' }) : notReady())
  })
  router.get('/status', async (_request, response) => {
    const status = (await probe.ready()) ? 'ok' : 'unavailable'
    answer(
      response,
      succeed({ status, uptimeS: Math.round(probe.uptimeS()), connections: probe.connections() }),
    )
  })
  return router
}
