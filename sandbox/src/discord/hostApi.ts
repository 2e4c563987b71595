/**
 * What the client host page and its backend say to each other, over `http://localhost:3333/host/…`.
 * It stands for what Discord's client and Discord's gateway say to each other, which nobody outside sees.
 */

export interface SandboxUser {
  /** Short handle used in URLs of the sandbox: `ana`. */
  readonly name: string
  /** Snowflake. */
  readonly id: string
  readonly username: string
  readonly globalName: string
  /** Server nickname, null when none is set. */
  readonly nick: string | null
  /** Avatar hash, null for the default avatar. */
  readonly avatar: string | null
  /** CSS colour the host page uses for this person's frame. */
  readonly color: string
}

export interface NetworkConditions {
  readonly oneWayMs: number
  readonly jitterMs: number
}

export interface HostState {
  readonly applicationId: string
  readonly applicationName: string
  readonly guild: { readonly id: string; readonly name: string }
  readonly channel: { readonly id: string; readonly name: string }
  readonly users: readonly SandboxUser[]
  /** Handles of those in the voice channel, in the order they came. */
  readonly voice: readonly string[]
  readonly instance: {
    readonly id: string
    readonly launchId: string
    /** Handles, in the order they came. */
    readonly participants: readonly string[]
  } | null
  /** Of all channels, that of the voice channel included. */
  readonly instances: readonly {
    readonly id: string
    readonly launchId: string
    readonly channelId: string
    readonly participants: readonly string[]
  }[]
  /** Snowflake of the server's owner. */
  readonly ownerId: string
  /** What people can be given, the lowest first. */
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  /** Ids of roles by handle; null for whoever has left the server. */
  readonly rolesOf: Readonly<Record<string, readonly string[] | null>>
  /** The bot's permissions in all channels, decimal bits. */
  readonly botPermissions: string
  /** By handle; absent means no added delay. */
  readonly network: Readonly<Record<string, NetworkConditions>>
  /** Whether the product's server answers, as its supervisor sees it. */
  readonly server: 'running' | 'stopped'
}

/** `POST /host/launch` */
export interface LaunchRequest {
  readonly user: string
  readonly platform: 'desktop' | 'mobile'
  readonly customId?: string
  /** Snowflake of whoever shared the link. */
  readonly referrerId?: string
  /** Id of the channel whose Activity is meant; when left out, the one that the person is in already, or the voice channel's. */
  readonly channel?: string
  /** Added to what `Date` says inside this person's Activity. */
  readonly clockOffsetMs?: number
}

export interface LaunchResponse {
  readonly instanceId: string
  readonly frameId: string
  /** What to put in the iframe's `src`; on this person's own origin behind the proxy. */
  readonly url: string
  readonly origin: string
}

/** `POST /host/authorize`: the person has consented (or `consent` says that they refused). */
export interface AuthorizeRequest {
  readonly user: string
  readonly clientId: string
  readonly scope: readonly string[]
  readonly responseType?: string
  readonly state?: string
  readonly codeChallenge?: string
  readonly codeChallengeMethod?: string
}

export interface AuthorizeResponse {
  readonly code: string
}

/** `POST /host/authenticate`: looks the access token up where the OAuth endpoint issued it. */
export interface AuthenticateRequest {
  readonly user: string
  readonly accessToken: string
}

export interface AuthenticateResponse {
  readonly scopes: readonly string[]
  /** ISO 8601. */
  readonly expires: string
}

/** Errors of the `/host` routes that the page passes on to the Activity as RPC errors. */
export interface RpcErrorBody {
  /** Discord's RPC error code, for instance 4009 INVALID_TOKEN. */
  readonly code: number
  readonly message: string
}

/*
 * Routes
 *   GET  /host/state                                  → HostState
 *   GET  /host/events?user=<handle>[&user=…]          → SSE, `event: state`, data: HostState, on every change.
 *                                                       While it is open those people are "at their computer";
 *                                                       when it closes they leave voice and the Activity.
 *   POST /host/voice/join   { user }                  → 204
 *   POST /host/voice/leave  { user }                  → 204
 *   POST /host/launch       LaunchRequest             → LaunchResponse (409 when it runs in the voice channel and the person isn't in it)
 *   POST /host/close        { user }                  → 204: the person leaves the Activity
 *   POST /host/authorize    AuthorizeRequest          → AuthorizeResponse | 400 RpcErrorBody
 *   POST /host/authenticate AuthenticateRequest       → AuthenticateResponse | 400 RpcErrorBody
 *   POST /host/network      { user, oneWayMs, jitterMs } → 204
 *   POST /host/hold         { user, ms }              → 204: this person's media requests wait that long
 *   POST /host/server/kill  {}                        → 202: SIGKILL to the product's server; its supervisor starts it again
 *   POST /host/roles        { user, roles }           → 204: the person has these roles (names or ids) and no others
 *   POST /host/guild/leave  { user }                  → 204: the person leaves the server, until given roles again
 *   POST /host/people       { name? }                 → SandboxUser: a further person
 */

/*
 * What the page and the script that the proxy injects into the Activity's HTML say to each other by
 * `postMessage` (objects, never arrays, so that they can't be taken for RPC frames).
 */
export type HostToShim =
  | { readonly sandbox: 'sample'; readonly everyMs: number }
  | { readonly sandbox: 'stall'; readonly ms: number }

export interface ShimSample {
  readonly sandbox: 'sample'
  /** True time, epoch ms with fraction, not shifted by `clock`. */
  readonly atMs: number
  /** null while there is no video element. */
  readonly video: {
    readonly currentTimeS: number
    readonly paused: boolean
    readonly playbackRate: number
    readonly readyState: number
    readonly muted: boolean
  } | null
}
