import type { Store } from '../sync/store.ts'

/** How much of the screen the host gives us. */
export type Layout = 'focused' | 'pip' | 'grid'
export type Orientation = 'portrait' | 'landscape'
/** How hot the device is; from `serious` on it slows itself down. */
export type ThermalState = 'nominal' | 'fair' | 'serious' | 'critical'

/** How the host may turn the picture, in each of its layouts. */
export interface OrientationLocks {
  readonly focused: Orientation | 'free'
  /** What shape the little windows have; null as `focused` has it. */
  readonly pip: Orientation | null
  readonly grid: Orientation | null
}

/** What friends see under somebody's name. */
export interface Presence {
  /** 2 to 128 characters each. */
  readonly details: string
  readonly state: string
  /** Epoch ms by this device's clock; null while nothing moves. */
  readonly runs: { readonly startMs: number; readonly endMs: number } | null
  readonly party: { readonly id: string; readonly size: number; readonly max: number }
}

export interface SharedLink {
  /** Stands beside the link where it is sent. */
  readonly message: string
  /** What the Activity is told when the link is opened, at most 64 characters; null for nothing. */
  readonly customId: string | null
}

/** What became of a link: null where the person thought better of it. */
export type Sharing = 'copied' | 'sent' | null

/** Somebody who has the Activity open, whether or not they are in the room yet. */
export interface Participant {
  readonly id: string
  readonly displayName: string
}

/** What the host answers when it doesn't do what was asked. */
export interface HostError {
  readonly kind:
    | 'timedOut'
    /** The person said no. */
    | 'refused'
    /** This host is too old to know the command. */
    | 'unknownCommand'
    | 'failed'
  /** The host's own number, where there is one. */
  readonly code: number | null
  readonly message: string
}

export type HostResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: HostError }

export interface Authorization {
  readonly code: string
  /** PKCE, RFC 7636. */
  readonly codeVerifier: string
}

/** What the page runs in. Nothing here rejects, and nothing here stays unanswered. */
export interface Host {
  readonly kind: 'discord' | 'browser'
  readonly platform: 'desktop' | 'mobile'
  readonly instanceId: string
  /** What the link that opened the Activity carried. */
  readonly customId: string | null
  /** Whose link that was, as far as the link says. */
  readonly referrerId: string | null
  ready(): Promise<HostResult<void>>
  authorize(): Promise<HostResult<Authorization>>
  /** Asks for the right to show a presence, too: the host may ask the person, and may have reasons of its own. */
  authorizePresence(): Promise<HostResult<Authorization>>
  authenticate(discordAccessToken: string): Promise<HostResult<void>>
  /** BCP 47; null where the host won't say. */
  locale(): Promise<string | null>
  readonly layout: Store<Layout>
  readonly thermal: Store<ThermalState>
  /** Those who have the Activity open; empty until the host says. */
  readonly participants: Store<readonly Participant[]>
  /** Returns how to stop listening. */
  onOrientation(listener: (orientation: Orientation) => void): () => void
  lockOrientation(locks: OrientationLocks): Promise<HostResult<void>>
  /** Whether the page shrinks by itself when a phone's keyboard comes up; null where the host won't say. */
  keyboardResizesView(): Promise<boolean | null>
  /** Shows the person how to let the graphics hardware help. Tells whether it helps already. */
  encourageHardwareAcceleration(): Promise<HostResult<boolean>>
  /** Null takes it away. */
  showPresence(presence: Presence | null): Promise<HostResult<void>>
  shareLink(link: SharedLink): Promise<HostResult<Sharing>>
  openInvite(): Promise<HostResult<void>>
  openExternalLink(url: string): Promise<HostResult<void>>
  /** Ends the Activity for this person. */
  close(): void
}
