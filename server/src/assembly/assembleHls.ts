import type { Router } from 'express'
import { createHlsRouter } from '../features/hls/hlsRouter.ts'
import { createPlaylistSource } from '../features/hls/playlistSource.ts'
import { createReach } from '../features/hls/reach.ts'
import { createStreamRefs } from '../features/hls/streamRefs.ts'
import { createStreams, type Streams } from '../features/hls/streams.ts'
import type { Outside } from '../outside.ts'
import type { RequestLimits } from '../platform/http/requestLimits.ts'
import { createTokenVault } from '../platform/tokenVault.ts'
import type { Ground } from './ground.ts'

interface HlsParts {
  readonly ground: Ground
  readonly outside: Outside
  readonly limits: RequestLimits
}

/** Streams for players that no script can fetch for. */
export function assembleHls({ ground, outside, limits }: HlsParts): { streams: Streams; router: Router } {
  const { config, clock, logger } = ground
  const reach = createReach({ ...config.activity, apiEndpoint: config.kaltura.apiEndpoint })
  const source = createPlaylistSource({ http: outside.http, reach, clock, logger })
  const refs = createStreamRefs(createTokenVault({ ...config.jwt, purpose: 'hls' }), clock)
  const streams = createStreams({ refs, reach, source, clock, logger })
  return { streams, router: createHlsRouter({ streams, limits }) }
}
