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
  lockOrientation(lock: Orientation | null): void
  showPresence(line: string | null): void
  layout(): LayoutMode
  orientation(): Orientation
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
  readonly state: () => HostState
  readonly backend: RpcBackend
  readonly surface: Surface
}
