import type { StandIn, StandInResponse } from '../standIn.ts'
import { formatAnswer } from './answerFormat.ts'
import { readApiRequest } from './apiRequest.ts'
import { type ApiState, dispatch } from './dispatch.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import { multirequest } from './multirequest.ts'
import { integerOf, type Parameters, textOf } from './parameters.ts'
import { playerPage } from './playerPage.ts'
import { playManifest } from './playManifest.ts'
import { preflight } from './preflight.ts'
import type { Sessions } from './sessions.ts'
import { thumbnail } from './thumbnail.ts'

const answerApi = (parameters: Parameters, path: string, state: ApiState): StandInResponse => {
  const isMultirequest = textOf(parameters, 'service').toLowerCase() === 'multirequest'
  const answer = isMultirequest ? multirequest(parameters, path, state) : dispatch(parameters, path, state)
  return formatAnswer(answer, integerOf(parameters, 'format'))
}

/** Kaltura's API host: API v3, playManifest and thumbnails. */
export const createKalturaApi = (options: KalturaOptions, sessions: Sessions): StandIn => {
  const state: ApiState = { options, sessions, users: new Map() }
  return async request => {
    const refused = preflight(request, ['GET', 'HEAD', 'POST'])
    if (refused) return refused
    const parameters = readApiRequest(request)
    if (parameters) return answerApi(parameters, request.url.pathname, state)
    return (
      playManifest(request, options, sessions) ??
      playerPage(request, options) ??
      (await thumbnail(request, options)) ?? {
        status: 404,
        headers: { 'content-type': 'text/plain' },
        body: 'Not found\n',
      }
    )
  }
}
