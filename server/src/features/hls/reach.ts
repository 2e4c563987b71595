import type { UrlMapping } from '@kaltura-discord/shared/protocol/http.ts'
import { mapUrl } from '../../transport/mapUrl.ts'

/** The hosts that an Activity reaches through Discord's proxy: what lies elsewhere can't be played there. */
export interface Reach {
  /** Where to ask for it from here; null where it is at none of these hosts. */
  fromHere(url: URL): string | null
  /** As the page has to ask for it; null where it can't. */
  fromPage(url: URL, page: Page): string | null
}

/** `activity` has Kaltura's hosts under its own origin, by the mappings; `browser` asks them directly. */
export type Page = 'activity' | 'browser'

interface ReachOptions {
  readonly urlMappings: readonly UrlMapping[]
  /** Kaltura's; its protocol is that of all its hosts. */
  readonly apiEndpoint: string
}

export function createReach({ urlMappings, apiEndpoint }: ReachOptions): Reach {
  const { protocol } = new URL(apiEndpoint)
  // The root is ourselves: what would lead there leads in a circle.
  const mappings = urlMappings.filter(({ prefix }) => prefix !== '/')
  const mapped = (url: URL): string | null => {
    const isPlain = /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
    return isPlain ? mapUrl(url, mappings) : null
  }
  const direct = (url: URL): string => `${protocol}//${url.host}${url.pathname}${url.search}`
  return {
    fromHere: url => (mapped(url) === null ? null : direct(url)),
    fromPage: (url, page) => {
      const path = mapped(url)
      return path !== null && page === 'browser' ? direct(url) : path
    },
  }
}
