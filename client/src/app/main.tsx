import './forbidEval.ts'
import '../ui/base.css'
import type { ActivityConfig } from '@kaltura-discord/shared/protocol/http.ts'
import { createRoot } from 'react-dom/client'
import { createApiClient } from '../features/api/apiClient.ts'
import type { Host } from '../host/host.ts'
import { createLanguage } from '../messages/language.ts'
import { App } from './App.tsx'
import { createActivity } from './createActivity.ts'
import { openSession, type Session } from './openSession.ts'
import { prefetchScript } from './prefetchScript.ts'
import { readConfig } from './readConfig.ts'

const config = readConfig(document)
const language = createLanguage()
const api = createApiClient({ baseUrl: '/api/v1' })

const activity = createActivity({
  api,
  loadHost: () => loadHost(config),
  openSession: (host, { instance, user }) => {
    if (config === null) throw new Error('No session without a configuration')
    const session = openSession({ config, host, api, guildId: instance.guildId, userId: user.id })
    prefetchPlayer(session, config)
    return session
  },
  onLocale: tag => void language.use(tag),
})

/** The SDK comes in a file of its own: the page shows something before it is there. */
async function loadHost(from: ActivityConfig | null): Promise<Host | null> {
  const { createDiscordHost, isInsideDiscord } = await import('../host/discordHost.ts')
  if (!isInsideDiscord(window.location.search)) return null
  if (from === null) throw new Error('The page carries no configuration')
  return createDiscordHost(from.discordClientId)
}

/** While people choose, the player is fetched; not before there is something to choose from. */
function prefetchPlayer({ library }: Session, { player }: ActivityConfig): void {
  const stop = library.view.subscribe(() => {
    if (library.view.get().phase !== 'ready') return
    stop()
    prefetchScript(player.scriptUrl)
  })
}

const root = document.getElementById('root')
if (root) {
  void language.use(navigator.language)
  createRoot(root).render(<App activity={activity} language={language} />)
  activity.start()
}
