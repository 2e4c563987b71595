import type {
  AuthenticateRequest,
  AuthenticateResponse,
  AuthorizeRequest,
  AuthorizeResponse,
  HostState,
  SandboxUser,
} from '../../hostApi.ts'
import type { RpcAnswer } from './wire.ts'

export type Platform = 'desktop' | 'mobile'
export type LayoutMode = 'focused' | 'pip' | 'grid'
export type Orientation = 'portrait' | 'landscape'

/** How the Activity wants to be turned, in each layout; null for none of its own. */
export interface OrientationLocks {
  readonly focused: Orientation | null
  readonly pip: Orientation | null
  readonly grid: Orientation | null
}

/** 0 nominal, 1 fair, 2 serious, 3 critical. */
export type ThermalState = 0 | 1 | 2 | 3

/** What this person's client lacks, and what Discord keeps from this person or application. */
export interface Limits {
  /** Commands that this client is too old to know. */
  readonly without: ReadonlySet<string>
  /** `invite`: may not make invites here. `presence`: the application isn't among those that may. */
  readonly denied: ReadonlySet<'invite' | 'presence'>
  /** Whether the graphics hardware helps already. */
  readonly hardware: boolean
}

export const NO_LIMITS: Limits = { without: new Set(), denied: new Set(), hardware: true }

export interface ShareLinkRequest {
  readonly message: string
  readonly customId: string | null
}

export interface ShareLinkOutcome {
  readonly success: boolean
  readonly didCopyLink: boolean
  readonly didSendMessage: boolean
}

/** What a command can make the person's Discord client do; the views implement it. */
export interface Surface {
  askConsent(scopes: readonly string[]): Promise<boolean>
  confirmLink(url: string): Promise<boolean>
  openInvite(): void
  shareLink(request: ShareLinkRequest): Promise<ShareLinkOutcome>
  /** Undefined leaves a lock as it is. */
  lockOrientation(locks: { readonly [K in keyof OrientationLocks]: OrientationLocks[K] | undefined }): void
  /** Shows how the graphics hardware can be let in, and tells whether it then is. */
  offerHardware(): Promise<boolean>
  showPresence(line: string | null): void
  layout(): LayoutMode
  orientation(): Orientation
  thermal(): ThermalState
}

export interface RpcBackend {
  authorize(request: AuthorizeRequest): Promise<RpcAnswer<AuthorizeResponse>>
  authenticate(request: AuthenticateRequest): Promise<RpcAnswer<AuthenticateResponse>>
}

/** One person's client, as the commands of that person's Activity see it. */
export interface RpcContext {
  readonly user: SandboxUser
  readonly platform: Platform
  readonly locale: string
  readonly limits: Limits
  readonly nowMs: () => number
  readonly state: () => HostState
  readonly backend: RpcBackend
  readonly surface: Surface
}
