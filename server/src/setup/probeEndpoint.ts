import type { OutboundHttp } from '../platform/outboundHttp.ts'

/** Discord waits no longer for a first answer, ms. */
const DISCORD_WAITS_MS = 3_000

/** Of a length that is right, and of nothing: 64 bytes. */
const BAD_SIGNATURE = '0'.repeat(128)

export interface Probed {
  readonly http: OutboundHttp
  readonly url: string
}

/**
 * What is wrong with one of our own addresses, seen from outside: it has to refuse what Discord hasn't signed. Null
 * when it does. Nothing comes of it, because nothing of it is taken.
 */
export async function probeEndpoint({ http, url }: Probed): Promise<string | null> {
  const status = await statusOf({ http, url })
  switch (status) {
    case 401:
      return null
    case null:
      return `${url} does not answer within ${DISCORD_WAITS_MS / 1000} s. Is the server running, and does PUBLIC_URL lead to it?`
    case 404:
      return `There is nothing at ${url}. Does PUBLIC_URL lead to this server, and is it up to date?`
    default:
      if (status < 300) return `${url} takes what Discord hasn't signed. Does PUBLIC_URL lead to this server?`
      return `${url} answers ${status} to what Discord hasn't signed, and not 401. Is something before it in the way?`
  }
}

async function statusOf({ http, url }: Probed): Promise<number | null> {
  try {
    const answer = await http.request({
      url,
      method: 'POST',
      body: JSON.stringify({ type: 1 }),
      headers: {
        'content-type': 'application/json',
        'x-signature-ed25519': BAD_SIGNATURE,
        'x-signature-timestamp': String(Math.floor(Date.now() / 1000)),
      },
      idempotent: false,
      operation: 'probe endpoint',
      timeoutMs: DISCORD_WAITS_MS,
    })
    return answer.status
  } catch {
    return null
  }
}
