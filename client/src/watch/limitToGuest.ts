import type { ApiClient } from '../features/api/apiClient.ts'
import { apiError } from '../features/api/apiResult.ts'

/** What of the server's interface is there for guests who see the library. */
const OF_THE_LIBRARY = /^\/(?:videos(?!\/access\b)|collections)(?:[/?]|$)/

/** What of it is for everybody: to find one's way in what is on, and what others say at its moments. */
const OF_WHAT_IS_ON = /^\/videos\/[^/?]+\/(?:moments|captions\/search|comments)(?:[/?]|$)/

/**
 * What isn't for guests isn't asked for: the server would refuse it, and each refusal would look like a token that has
 * to be renewed. Sessions for what is on are everybody's, and so are its chapters, what is said in it and what is said
 * about it.
 */
export function limitToGuest(api: ApiClient, seesLibrary: boolean): ApiClient {
  return {
    ...api,
    videos: query => (seesLibrary ? api.videos(query) : Promise.resolve(apiError('forbidden'))),
    request: (path, schema, more) =>
      (seesLibrary ? OF_THE_LIBRARY : OF_WHAT_IS_ON).test(path)
        ? api.request(path, schema, more)
        : Promise.resolve(apiError('forbidden')),
  }
}
