import { ApplicationFlags } from 'discord-api-types/v10'
import type { Application } from '../discord/applicationApi.ts'
import type { Setup } from './setupContext.ts'
import { type Step, step } from './step.ts'

const isOn = ({ flags }: Application, flag: ApplicationFlags) => (flags & flag) !== 0

/** What only the portal can change. */
export function checkPortal(application: Application, { portal }: Setup): readonly Step[] {
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
    step('Intents').ok(`None has to be on. Message content is ${readsMessages(application) ? 'on' : 'off'}.`),
  ]
}

const readsMessages = (application: Application) =>
  isOn(application, ApplicationFlags.GatewayMessageContent) ||
  isOn(application, ApplicationFlags.GatewayMessageContentLimited)
