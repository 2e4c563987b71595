import { setTimeout as delay } from 'node:timers/promises'
import type { StandInResponse } from '../standIn.ts'
import type { ActiveFault } from './faultList.ts'

const DEFAULT_DELAY_MS = 2000
const RETRY_AFTER_S = 2

/** What a request gets after its faults: an answer, or nothing at all. */
export type Outcome =
  | {
      readonly kind: 'answer'
      readonly response: StandInResponse
      /** To be called once it has been sent. */
      readonly whenSent?: () => void
    }
  | { readonly kind: 'absent' }

/** Waits out the slow ones, then lets the first of the others have its way with the answer. */
export async function applyFaults(
  faults: readonly ActiveFault[],
  answer: () => StandInResponse | Promise<StandInResponse>,
  killServer: () => void = () => {},
): Promise<Outcome> {
  for (const { fault } of faults) {
    if (fault.kind === 'slow') await delay(fault.delayMs ?? DEFAULT_DELAY_MS)
  }
  const other = faults.find(({ fault }) => fault.kind !== 'slow')
  if (other === undefined) return { kind: 'answer', response: await answer() }
  if (other.fault.kind === 'absent') return breakOff(other, answer, () => {})
  if (other.fault.kind === 'kill') return breakOff(other, answer, killServer)
  if (other.fault.kind === 'fail') return { kind: 'answer', response: failure(other) }
  return { kind: 'answer', response: garble(await answer(), other.hits) }
}

/** Something ends, while the stand-in is at it: the connection at least. */
async function breakOff(
  { fault: { phase = 'received' } }: ActiveFault,
  answer: () => StandInResponse | Promise<StandInResponse>,
  end: () => void,
): Promise<Outcome> {
  const response = phase === 'received' ? null : await answer()
  if (phase === 'answered' && response) return { kind: 'answer', response, whenSent: end }
  end()
  return { kind: 'absent' }
}

function failure({ fault }: ActiveFault): StandInResponse {
  const status = fault.status ?? 500
  if (fault.service !== 'discord') return { status, headers: html, body: errorPage(status) }
  if (status === 429) return rateLimited()
  return { status, body: { message: `${status}: made to fail by the sandbox`, code: 0 } }
}

/** As Discord answers it: https://docs.discord.com/developers/topics/rate-limits */
function rateLimited(): StandInResponse {
  return {
    status: 429,
    headers: {
      'retry-after': String(RETRY_AFTER_S),
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': (Date.now() / 1000 + RETRY_AFTER_S).toFixed(3),
      'x-ratelimit-reset-after': RETRY_AFTER_S.toFixed(3),
      'x-ratelimit-bucket': 'sandboxfault00000000000000000000',
      'x-ratelimit-scope': 'user',
    },
    body: { message: 'You are being rate limited.', retry_after: RETRY_AFTER_S, global: false, code: 0 },
  }
}

const html = { 'content-type': 'text/html; charset=utf-8' }

function errorPage(status: number): string {
  return `<!doctype html><title>${status}</title><h1>${status}</h1><p>Made to fail by the sandbox.</p>`
}

/** By turns another page altogether, and the right answer cut in half: parsers meet both. */
function garble(response: StandInResponse, hits: number): StandInResponse {
  if (hits % 2 === 1) return { status: 200, headers: html, body: errorPage(200) }
  const whole = toBuffer(response.body)
  const headers = { 'content-type': 'application/json; charset=utf-8', ...response.headers }
  return {
    status: 200,
    headers: withoutLength(headers),
    body: whole.subarray(0, Math.floor(whole.length / 2)),
  }
}

function withoutLength(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length'),
  )
}

function toBuffer(body: StandInResponse['body']): Buffer {
  if (body === undefined) return Buffer.alloc(0)
  if (Buffer.isBuffer(body)) return body
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}
