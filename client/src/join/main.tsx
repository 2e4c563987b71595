import '../app/forbidEval.ts'
import '../ui/base.css'
import { createRoot } from 'react-dom/client'
import { createJoinVisit, type JoinVisit } from './createJoinVisit.ts'
import { createDeviceCheck } from './devices/createDeviceCheck.ts'
import { JoinApp } from './JoinApp.tsx'
import { createJoinApi } from './joinApi.ts'
import { createKeptSession } from './keptSession.ts'
import { JoinTextContext, joinMessagesFor } from './messages/JoinTextContext.ts'

const visit = createJoinVisit({
  api: createJoinApi('/api/v1'),
  path: window.location.pathname,
  search: window.location.search,
  kept: createKeptSession(() => window.sessionStorage),
  isHidden: () => document.hidden,
})
const devices = createDeviceCheck(navigator.mediaDevices)

/** A page that the browser has fetched on a guess must not spend the link of somebody who never comes. */
function whenWanted(start: () => void): void {
  if ('prerendering' in document && document.prerendering === true)
    document.addEventListener('prerenderingchange', start, { once: true })
  else start()
}

function wakeWithPage({ wake }: JoinVisit): void {
  document.addEventListener('visibilitychange', () => document.hidden || wake())
  window.addEventListener('online', wake)
}

const root = document.getElementById('root')
if (root) {
  const messages = joinMessagesFor(navigator.language)
  document.documentElement.lang = navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
  createRoot(root).render(
    <JoinTextContext value={messages}>
      <JoinApp visit={visit} devices={devices} />
    </JoinTextContext>,
  )
  wakeWithPage(visit)
  whenWanted(visit.start)
}
