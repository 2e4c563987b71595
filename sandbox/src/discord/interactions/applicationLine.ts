import { applyFaults, type Outcome } from '../../faults/applyFaults.ts'
import type { FaultList } from '../../faults/faultList.ts'
import type { StandInResponse } from '../../standIn.ts'
import { describeBody } from '../../traffic/describeBody.ts'
import { redactHeaders, redactText } from '../../traffic/redact.ts'
import type { TrafficLog } from '../../traffic/trafficLog.ts'
import type { SigningPair } from '../signing.ts'

/** Discord waits no longer for the first answer to whatever it sends, ms. */
export const FIRST_ANSWER_MS = 3_000

export interface ApplicationReply {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
}

export interface Sending {
  readonly url: string
  readonly body: object
  /** A wrong one as well: Discord sends such to see whether anybody looks. */
  readonly signature?: 'good' | 'bad'
  readonly signal?: AbortSignal
}

/** What Discord's servers send to the application. null: no answer, or none in time. */
export type ApplicationLine = (sending: Sending) => Promise<ApplicationReply | null>

export interface ApplicationLineOptions {
  readonly signing: SigningPair
  readonly traffic: TrafficLog
  readonly faults: FaultList
  readonly now: () => number
}

const USER_AGENT = 'Discord-Interactions/1.0 (+https://discord.com)'

interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly atMs: number
}

export function createApplicationLine(options: ApplicationLineOptions): ApplicationLine {
  const { signing, traffic, faults, now } = options
  return async ({ url, body, signature = 'good', signal }) => {
    const text = JSON.stringify(body)
    const timestamp = String(Math.floor(now() / 1000))
    const good = signing.sign(timestamp, text)
    const atMs = now()
    const headers = {
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      'x-signature-ed25519': signature === 'good' ? good : spoilt(good),
      'x-signature-timestamp': timestamp,
    }
    const sent = { url, headers, text, atMs }
    const { pathname, search } = new URL(url)
    const hits = faults.take({
      service: 'interactions',
      method: 'POST',
      pathAndQuery: pathname + search,
      user: null,
    })
    const outcome = await applyFaults(hits, () => post(sent, signal)).catch(() => absent)
    record(traffic, sent, outcome, now() - atMs)
    return outcome.kind === 'absent' ? null : replyOf(outcome.response)
  }
}

const spoilt = (signature: string): string => (signature.startsWith('0') ? '1' : '0') + signature.slice(1)

const absent: Outcome = { kind: 'absent' }

async function post({ url, headers, text }: Sent, signal?: AbortSignal): Promise<StandInResponse> {
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body: text,
    redirect: 'manual',
    signal: signal ?? AbortSignal.timeout(FIRST_ANSWER_MS),
  })
  const body = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body }
}

function replyOf({ status, headers = {}, body }: StandInResponse): ApplicationReply {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '')
  return { status, contentType: headers['content-type'] ?? '', body: bytes }
}

function record(traffic: TrafficLog, sent: Sent, outcome: Outcome, durationMs: number): void {
  const reply = outcome.kind === 'answer' ? replyOf(outcome.response) : null
  traffic.record({
    at: new Date(sent.atMs).toISOString(),
    service: 'interactions',
    method: 'POST',
    url: redactText(sent.url),
    requestHeaders: redactHeaders(sent.headers, 'request'),
    requestBody: describeBody(Buffer.from(sent.text), 'application/json', 'request'),
    status: reply?.status ?? null,
    responseHeaders:
      outcome.kind === 'answer' ? redactHeaders(outcome.response.headers ?? {}, 'response') : {},
    responseBody: reply === null ? null : describeBody(reply.body, reply.contentType, 'response'),
    durationMs,
  })
}
