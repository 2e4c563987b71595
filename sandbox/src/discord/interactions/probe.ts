import { at } from '../../conformance/jsonTree.ts'
import type { ApplicationSettings } from '../application/settings.ts'
import type { Probed, ProbedAddress } from '../chatApi.ts'
import { APPLICATION } from '../identities.ts'
import type { ApplicationLine, ApplicationReply } from './applicationLine.ts'

/** Discord's two kinds of addresses that it sends to. */
export type AddressKind = keyof typeof PING

/** What Discord does now and then: a PING that has to be answered, and one with a wrong signature that hasn't. */
export type Probe = () => Promise<Probed>

const PING = {
  interactions: {
    body: { version: 1, id: '0', application_id: APPLICATION.id, type: 1, token: 'ping' },
    isPong: ({ status, body }: ApplicationReply) => status === 200 && typeIn(body) === 1,
  },
  events: {
    body: { version: 1, application_id: APPLICATION.id, type: 0 },
    isPong: ({ status }: ApplicationReply) => status === 204,
  },
} as const

function typeIn(body: Buffer): unknown {
  try {
    return at(JSON.parse(body.toString('utf8')), 'type')
  } catch {
    return null
  }
}

async function probeAddress(kind: AddressKind, url: string, line: ApplicationLine): Promise<ProbedAddress> {
  const { body, isPong } = PING[kind]
  const good = await line({ url, body })
  const bad = await line({ url, body, signature: 'bad' })
  return {
    url,
    ping: good?.status ?? null,
    isPingAnswered: good !== null && isPong(good),
    badSignature: bad?.status ?? null,
    isBadSignatureRefused: bad?.status === 401,
  }
}

/** Why Discord doesn't take an address: it tries it first. Null when all is well. */
export async function refuseAddress(
  kind: AddressKind,
  url: string,
  line: ApplicationLine,
): Promise<string | null> {
  const { ping, badSignature, isPingAnswered, isBadSignatureRefused } = await probeAddress(kind, url, line)
  const why = 'The specified endpoint URL could not be verified'
  if (ping === null || badSignature === null) return `${why}: it does not answer.`
  if (!isBadSignatureRefused) return `${why}: it takes bad signatures.`
  return isPingAnswered ? null : `${why}.`
}

export function createProbe(settings: ApplicationSettings, line: ApplicationLine): Probe {
  const probe = (kind: AddressKind, url: string | null) =>
    url === null ? null : probeAddress(kind, url, line)
  return async () => {
    const { interactions_endpoint_url, event_webhooks_url } = settings.current()
    return {
      interactions: await probe('interactions', interactions_endpoint_url),
      events: await probe('events', event_webhooks_url),
    }
  }
}
