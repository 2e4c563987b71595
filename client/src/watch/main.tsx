import '../app/forbidEval.ts'
import '../ui/base.css'
import { type Tokens, TokensSchema } from '@kaltura-discord/shared/protocol/http.ts'
import { createRoot } from 'react-dom/client'
import * as z from 'zod'
import { App } from '../app/App.tsx'
import { createActivity } from '../app/createActivity.ts'
import { openSession, type Session } from '../app/openSession.ts'
import { prefetchScript } from '../app/prefetchScript.ts'
import { readConfig } from '../app/readConfig.ts'
import { createApiClient } from '../features/api/apiClient.ts'
import { apiError } from '../features/api/apiResult.ts'
import { createBrowserHost } from '../host/browserHost.ts'
import { createLanguage } from '../messages/language.ts'
import { createStore } from '../sync/store.ts'
import { createKeptGuest, type KeptGuest } from './keptGuest.ts'
import { limitToGuest } from './limitToGuest.ts'
import { type VisitOver, visitOverOf } from './visitOver.ts'
import { WatchApp } from './WatchApp.tsx'

const config = readConfig(document)
const language = createLanguage()
const kept = createKeptGuest(() => window.sessionStorage)
const over = createStore<VisitOver | null>(null)
/** A tab that was made a copy of has the same tokens: whichever renews them tells the others. */
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('kaltura-guest') : null

const end = (why: VisitOver): void => {
  kept.forget()
  over.set(why)
  // The video isn't to be heard on, nor the line asked for, behind the screen that says so.
  activity.leave()
}

const api = createApiClient({
  baseUrl: '/api/v1',
  onRenewed(tokens) {
    const guest = kept.read()
    if (guest === null) return
    keepTokens(guest, tokens)
    tabs?.postMessage({ userId: guest.signedIn.user.id, tokens })
  },
  onEnded: () => end('gone'),
})

function keepTokens({ token, signedIn }: KeptGuest, tokens: Tokens): void {
  kept.keep({ token, signedIn: { ...signedIn, ...tokens } })
}

const RenewalSchema = z.object({ userId: z.string(), tokens: TokensSchema })
tabs?.addEventListener('message', (message: MessageEvent<unknown>) => {
  const renewal = RenewalSchema.safeParse(message.data)
  const guest = kept.read()
  if (!renewal.success || guest?.signedIn.user.id !== renewal.data.userId) return
  keepTokens(guest, renewal.data.tokens)
  api.resume(renewal.data.tokens)
})

const activity = createActivity({
  api,
  async loadHost() {
    const guest = kept.read()
    if (guest === null) {
      end('gone')
      return null
    }
    const { instance, mayInvite } = guest.signedIn
    const inviteUrl = mayInvite ? `${window.location.origin}/join/${guest.token}` : null
    return createBrowserHost({ instanceId: instance.id, inviteUrl })
  },
  async signIn() {
    const guest = kept.read()
    if (guest === null) {
      end('gone')
      return apiError('unauthenticated')
    }
    api.resume(guest.signedIn)
    return { ok: true, value: { ...guest.signedIn, discordAccessToken: '' } }
  },
  openSession(host, { user }) {
    if (config === null) throw new Error('No session without a configuration')
    const seen = limitToGuest(api, kept.read()?.signedIn.library ?? false)
    // Of the server's own things there are none for guests.
    const session = openSession({ config, host, api: seen, guildId: null, userId: user.id })
    followEnd(session)
    prefetchScript(config.player.scriptUrl)
    return session
  },
  onLocale: () => undefined,
})

function followEnd({ room }: Session): void {
  room.view.subscribe(() => {
    const { connection, closing } = room.view.get()
    const why = connection === 'closed' ? visitOverOf(closing) : null
    if (why !== null) end(why)
  })
}

const root = document.getElementById('root')
if (root) {
  void language.use(navigator.language)
  createRoot(root).render(
    <WatchApp over={over} language={language}>
      <App activity={activity} language={language} />
    </WatchApp>,
  )
  activity.start()
}
