import { Router } from 'express'
import type { BrowserSignIn } from './browserSignIn.ts'

const SEE_OTHER = 303

/** Where browsers come back to from Discord: an address that people are sent to, and no operation for programs. */
export function createBrowserCallback(signIn: BrowserSignIn): Router {
  const router = Router()
  router.get('/auth/discord/browser', async (request, response) => {
    response.locals['operation'] = 'auth.browser.return'
    response.set('Cache-Control', 'no-store')
    const { location, cookies } = await signIn.finish(request)
    response.append('Set-Cookie', [...cookies])
    return response.redirect(SEE_OTHER, location)
  })
  return router
}
