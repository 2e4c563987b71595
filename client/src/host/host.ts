import type { Store } from '../sync/store.ts'

/** How much of the screen the host gives us. */
export type Layout = 'focused' | 'pip' | 'grid'
export type Orientation = 'portrait' | 'landscape'

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
  readonly kind: 'discord'
  readonly platform: 'desktop' | 'mobile'
  readonly instanceId: string
  /** What the link that opened the Activity carried. */
  readonly customId: string | null
  ready(): Promise<HostResult<void>>
  authorize(): Promise<HostResult<Authorization>>
  authenticate(discordAccessToken: string): Promise<HostResult<void>>
  /** BCP 47; null where the host won't say. */
  locale(): Promise<string | null>
  readonly layout: Store<Layout>
  /** Those who have the Activity open; empty until the host says. */
  readonly participants: Store<readonly Participant[]>
  /** Returns how to stop listening. */
  onOrientation(listener: (orientation: Orientation) => void): () => void
  openInvite(): Promise<HostResult<void>>
  openExternalLink(url: string): Promise<HostResult<void>>
  /** Ends the Activity for this person. */
  close(): void
}
