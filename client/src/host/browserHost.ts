import { createStore } from '../sync/store.ts'
import type { Host, HostError, HostResult, Layout, Orientation, Participant, ThermalState } from './host.ts'

interface BrowserHostOptions {
  readonly instanceId: string
  /** The link by which more people may come; null where it is for one. */
  readonly inviteUrl: string | null
}

/** What shows that there is no mouse to point with. */
const TOUCH_ONLY = '(hover: none) and (pointer: coarse)'
const UPRIGHT = '(orientation: portrait)'

/** A browser of one's own as a host: what is Discord's it can't, and what a browser does by itself it leaves alone. */
export function createBrowserHost({ instanceId, inviteUrl }: BrowserHostOptions): Host {
  return {
    kind: 'browser',
    platform: window.matchMedia(TOUCH_ONLY).matches ? 'mobile' : 'desktop',
    instanceId,
    customId: null,
    referrerId: null,
    layout: createStore<Layout>('focused'),
    thermal: createStore<ThermalState>('nominal'),
    participants: createStore<readonly Participant[]>([]),
    ready: async () => DONE,
    authorize: async () => UNKNOWN,
    authorizePresence: async () => UNKNOWN,
    authenticate: async () => UNKNOWN,
    locale: async () => navigator.language,
    onOrientation(listener) {
      const upright = window.matchMedia(UPRIGHT)
      const tell = (): void => listener(orientationOf(upright))
      upright.addEventListener('change', tell)
      return () => upright.removeEventListener('change', tell)
    },
    lockOrientation: async () => UNKNOWN,
    keyboardResizesView: async () => null,
    encourageHardwareAcceleration: async () => UNKNOWN,
    showPresence: async () => UNKNOWN,
    shareLink: async () => UNKNOWN,
    openInvite: async () => (inviteUrl === null ? UNKNOWN : copy(inviteUrl)),
    async openExternalLink(url) {
      // Without a reference back the new page can't reach this one.
      window.open(url, '_blank', 'noopener,noreferrer')
      return DONE
    },
    close: () => undefined,
  }
}

const orientationOf = ({ matches }: MediaQueryList): Orientation => (matches ? 'portrait' : 'landscape')

async function copy(text: string): Promise<HostResult<void>> {
  try {
    await navigator.clipboard.writeText(text)
    return DONE
  } catch {
    return { ok: false, error: { kind: 'failed', code: null, message: 'The link could not be copied.' } }
  }
}

const DONE: HostResult<void> = { ok: true, value: undefined }
const NOT_HERE: HostError = { kind: 'unknownCommand', code: null, message: 'A browser has no such thing.' }
const UNKNOWN: { readonly ok: false; readonly error: HostError } = { ok: false, error: NOT_HERE }
