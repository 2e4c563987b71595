import type {
  AuthenticateResponse,
  AuthorizeResponse,
  HostState,
  LaunchResponse,
  NetworkConditions,
  RpcErrorBody,
  SandboxUser,
  ShimSample,
} from '../hostApi.ts'
import { dictionary, flag, list, nullable, number, object, oneOf, type Reader, text } from './read.ts'

export const readUser: Reader<SandboxUser> = object<SandboxUser>({
  name: text(),
  id: text(),
  username: text(),
  globalName: text(),
  nick: nullable(text()),
  avatar: nullable(text()),
  color: text(),
})

const readPlace = object<{ readonly id: string; readonly name: string }>({ id: text(), name: text() })

export const readHostState: Reader<HostState> = object<HostState>({
  applicationId: text(),
  applicationName: text(),
  guild: readPlace,
  channel: readPlace,
  users: list(readUser),
  voice: list(text()),
  instance: nullable(
    object<NonNullable<HostState['instance']>>({ id: text(), launchId: text(), participants: list(text()) }),
  ),
  instances: list(
    object<HostState['instances'][number]>({
      id: text(),
      launchId: text(),
      channelId: text(),
      participants: list(text()),
    }),
  ),
  ownerId: text(),
  roles: list(readPlace),
  rolesOf: dictionary(nullable(list(text()))),
  botPermissions: text(),
  network: dictionary(object<NetworkConditions>({ oneWayMs: number, jitterMs: number })),
  server: oneOf(['running', 'stopped']),
})

export const readLaunchResponse: Reader<LaunchResponse> = object<LaunchResponse>({
  instanceId: text(),
  frameId: text(),
  url: text(),
  origin: text(),
})

export const readAuthorizeResponse: Reader<AuthorizeResponse> = object<AuthorizeResponse>({ code: text() })

export const readAuthenticateResponse: Reader<AuthenticateResponse> = object<AuthenticateResponse>({
  scopes: list(text()),
  expires: text(),
})

/** `event: launch` */
export interface LaunchedByInteraction {
  readonly user: string
  readonly instanceId: string
  readonly channelId: string
}

export const readLaunchEvent: Reader<LaunchedByInteraction> = object<LaunchedByInteraction>({
  user: text(),
  instanceId: text(),
  channelId: text(),
})

export interface SentEvent {
  readonly status: number | null
  readonly afterMs: number
}

export const readSentEvent: Reader<SentEvent> = object<SentEvent>({
  status: nullable(number),
  afterMs: number,
})

/** `event: chat` */
export const readChatEvent = object<{ readonly channelId: string }>({ channelId: text() })

export const readRpcError: Reader<RpcErrorBody> = object<RpcErrorBody>({ code: number, message: text() })

export const readShimSample: Reader<ShimSample> = object<ShimSample>({
  sandbox: oneOf(['sample']),
  atMs: number,
  video: nullable(
    object<NonNullable<ShimSample['video']>>({
      currentTimeS: number,
      paused: flag,
      playbackRate: number,
      readyState: number,
      muted: flag,
    }),
  ),
})
