import { type KalturaNamespace, KalturaNamespaceSchema } from './kalturaApi.ts'
import { provideStorage } from './provideStorage.ts'

const TIMEOUT_MS = 20_000

const loads = new Map<string, Promise<KalturaNamespace>>()

/** Loads the Kaltura player's script once a page. Rejects when it can't be had; then it may be tried again. */
export function loadPlayerScript(url: string): Promise<KalturaNamespace> {
  const known = loads.get(url)
  if (known) return known
  provideStorage(window)
  const load = addScript(url).then(readNamespace)
  loads.set(url, load)
  load.catch(() => loads.delete(url))
  return load
}

function addScript(url: string): Promise<void> {
  const script = document.createElement('script')
  script.src = url
  // The player's own strings break, and with them its start, when the page's encoding is another one.
  script.charset = 'utf-8'
  const loaded = new Promise<void>((resolve, reject) => {
    const timeout = setTimeout(() => reject(new Error('The player took too long to load.')), TIMEOUT_MS)
    script.onload = () => {
      clearTimeout(timeout)
      resolve()
    }
    script.onerror = () => {
      clearTimeout(timeout)
      reject(new Error('The player could not be loaded.'))
    }
  })
  document.head.append(script)
  loaded.catch(() => script.remove())
  return loaded
}

function readNamespace(): KalturaNamespace {
  return KalturaNamespaceSchema.parse(Reflect.get(window, 'KalturaPlayer'))
}
