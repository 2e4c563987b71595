import { randomInt } from 'node:crypto'
import { applyFaults, type Outcome } from '../../faults/applyFaults.ts'
import type { FaultList } from '../../faults/faultList.ts'
import type { StandInResponse } from '../../standIn.ts'
import { describeBody } from '../../traffic/describeBody.ts'
import { redactHeaders, redactText } from '../../traffic/redact.ts'
import type { TrafficLog } from '../../traffic/trafficLog.ts'
import type { SettingsStore } from '../meetings/meetingSettings.ts'
import { type Notification, type Subject, type Tampering, tamper, writeNotification } from './notification.ts'

/** Kaltura waits no longer for an answer, ms. */
const TIMEOUT_MS = 10_000
const USER_AGENT = 'Kaltura-Server'
const TAKEN = [200, 204]

export interface Delivery {
  readonly jobId: number
  /** Null: no answer. */
  readonly status: number | null
}

/** The account's HTTP notifications. */
export interface Webhooks {
  /** Until it is taken, or for as long as the settings say. */
  notify(subject: Subject): void
  /** Once, as it is or forged, or an older one over again. */
  send(subject: Subject, how?: { readonly tamper?: Tampering; readonly jobId?: number }): Promise<Delivery>
  close(): void
}

export interface WebhookOptions {
  readonly settings: SettingsStore
  readonly traffic: TrafficLog
  readonly faults: FaultList
  readonly now: () => number
}

/** The batch jobs that send them have long numbers, and a sandbox that is started anew doesn't begin again. */
const FIRST_JOB_ID_SPAN = 1_000_000_000

export const createWebhooks = (options: WebhookOptions): Webhooks => {
  const { settings, traffic, faults, now } = options
  const timers = new Set<NodeJS.Timeout>()
  const closing = new AbortController()
  let nextJobId = FIRST_JOB_ID_SPAN + randomInt(FIRST_JOB_ID_SPAN)

  const deliver = async (url: string, notification: Notification): Promise<Delivery> => {
    const atMs = now()
    const { pathname, search } = new URL(url)
    const hits = faults.take({
      service: 'webhooks',
      method: 'POST',
      pathAndQuery: pathname + search,
      user: null,
    })
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT_MS)])
    const outcome = await applyFaults(hits, () => post(url, notification, signal)).catch(() => absent)
    if (!closing.signal.aborted)
      record(traffic, { url, notification, atMs, durationMs: now() - atMs }, outcome)
    return {
      jobId: notification.jobId,
      status: outcome.kind === 'answer' ? outcome.response.status : null,
    }
  }

  const attempt = async (
    url: string,
    notification: Notification,
    retries: readonly number[],
  ): Promise<void> => {
    const { status } = await deliver(url, notification)
    const [pauseMs, ...later] = retries
    if (closing.signal.aborted || pauseMs === undefined || (status !== null && TAKEN.includes(status))) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      void attempt(url, notification, later)
    }, pauseMs)
    timers.add(timer)
  }

  return {
    notify: subject => {
      const { webhook, webhookRetriesMs } = settings.current()
      if (webhook.url === null) return
      void attempt(webhook.url, writeNotification(subject, nextJobId++, webhook), webhookRetriesMs)
    },
    send: async (subject, { tamper: how, jobId = nextJobId++ } = {}) => {
      const { webhook } = settings.current()
      if (webhook.url === null) return { jobId, status: null }
      const notification = writeNotification(subject, jobId, webhook)
      return deliver(webhook.url, how === undefined ? notification : tamper(notification, how))
    },
    close: () => {
      closing.abort()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

const absent: Outcome = { kind: 'absent' }

async function post(
  url: string,
  { headers, body }: Notification,
  signal: AbortSignal,
): Promise<StandInResponse> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'user-agent': USER_AGENT, ...headers },
    body,
    redirect: 'manual',
    signal,
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: bytes }
}

interface Sent {
  readonly url: string
  readonly notification: Notification
  readonly atMs: number
  readonly durationMs: number
}

function record(traffic: TrafficLog, { url, notification, atMs, durationMs }: Sent, outcome: Outcome): void {
  const { headers, body } = notification
  const reply = outcome.kind === 'answer' ? outcome.response : null
  const replyHeaders = reply?.headers ?? {}
  traffic.record({
    at: new Date(atMs).toISOString(),
    service: 'webhooks',
    method: 'POST',
    url: redactText(url),
    requestHeaders: redactHeaders(headers, 'request'),
    requestBody: describeBody(Buffer.from(body), headers['content-type'] ?? '', 'request'),
    status: reply?.status ?? null,
    responseHeaders: redactHeaders(replyHeaders, 'response'),
    responseBody: Buffer.isBuffer(reply?.body)
      ? describeBody(reply.body, replyHeaders['content-type'] ?? '', 'response')
      : null,
    durationMs,
  })
}
