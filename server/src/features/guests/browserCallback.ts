import { Router } from 'express'
import type { RoomClock } from '../../platform/roomClock.ts'
import { TokenBucket } from '../../platform/tokenBucket.ts'
import type { BrowserSignIn } from './browserSignIn.ts'

/** People who come back from Discord, all together: each costs two questions there. */
const RETURNS = { burst: 100, perS: 10 } as const
const SEE_OTHER = 303

/** Where browsers come back to from Discord: an address that people are sent to, and no operation for programs. */
export function createBrowserCallback(signIn: BrowserSignIn, clock: RoomClock): Router {
  const bucket = new TokenBucket(RETURNS, clock)
  const router = Router()
  router.get('/auth/discord/browser', async (request, response) => {
    response.locals['operation'] = 'auth.browser.return'
    response.set('Cache-Control', 'no-store')
    if (!bucket.take()) return response.redirect(SEE_OTHER, '/join/?discord=failed')
    const { location, cookies } = await signIn.finish(request)
    response.append('Set-Cookie', [...cookies])
    return response.redirect(SEE_OTHER, location)
  })
  return router
}
