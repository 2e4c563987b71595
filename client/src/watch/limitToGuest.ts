import type { ApiClient } from '../features/api/apiClient.ts'
import { apiError } from '../features/api/apiResult.ts'

/** What of the server's interface is there for guests who see the library. */
const OF_THE_LIBRARY = /^\/(?:videos(?!\/access\b)|collections)(?:[/?]|$)/

/**
 * What isn't for guests isn't asked for: the server would refuse it, and each refusal would look like a token that has
 * to be renewed. Sessions for what is on are everybody's.
 */
export function limitToGuest(api: ApiClient, seesLibrary: boolean): ApiClient {
  return {
    ...api,
    videos: query => (seesLibrary ? api.videos(query) : Promise.resolve(apiError('forbidden'))),
    request: (path, schema, more) =>
      seesLibrary && OF_THE_LIBRARY.test(path)
        ? api.request(path, schema, more)
        : Promise.resolve(apiError('forbidden')),
  }
}
