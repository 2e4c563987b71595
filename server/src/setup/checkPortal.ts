import { ApplicationFlags } from 'discord-api-types/v10'
import type { Application } from '../discord/applicationApi.ts'
import { BROWSER_REDIRECT_PATH } from '../features/guests/browserSignIn.ts'
import type { Setup } from './setupContext.ts'
import { type Step, step } from './step.ts'

const isOn = ({ flags }: Application, flag: ApplicationFlags) => (flags & flag) !== 0

/** What only the portal can change. */
export function checkPortal(application: Application, { portal, publicUrl }: Setup): readonly Step[] {
  return [
    isOn(application, ApplicationFlags.Embedded)
      ? step('Activities').ok('They are switched on.')
      : step('Activities').wrong(
          'They are switched off. Activities → Settings → Enable Activities.',
          portal.activities,
        ),
    application.redirect_uris.length > 0
      ? step('Redirect').ok(`There is ${application.redirect_uris.length === 1 ? 'one' : 'at least one'}.`)
      : step('Redirect').wrong(
          'There is none, and without one nobody can sign in. OAuth2 → Redirects → add https://127.0.0.1.',
          portal.oauth2,
        ),
    checkGuests(application, {
      redirect: new URL(BROWSER_REDIRECT_PATH, publicUrl).href,
      page: portal.oauth2,
    }),
    step('Intents').ok(`None has to be on. Message content is ${readsMessages(application) ? 'on' : 'off'}.`),
  ]
}

/** Who wants no guests who sign in needs no redirect for them. */
const checkGuests = (
  application: Application,
  { redirect, page }: { redirect: string; page: string },
): Step =>
  application.redirect_uris.includes(redirect)
    ? step('Guests').ok('They can sign in with Discord in a browser.')
    : step('Guests').byHand(
        `For guests who sign in with Discord in a browser: OAuth2 → Redirects → add ${redirect}.`,
        page,
      )

const readsMessages = (application: Application) =>
  isOn(application, ApplicationFlags.GatewayMessageContent) ||
  isOn(application, ApplicationFlags.GatewayMessageContentLimited)
