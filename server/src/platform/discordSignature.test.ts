import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { createRandomSource, type RandomSource } from '@kaltura-discord/shared/room/testing/randomSource.ts'
import { seed } from '@kaltura-discord/shared/room/testing/seed.ts'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDiscordSigner } from '../testing/discordSigner.ts'
import { listen } from '../transport/listen.ts'
import { createDiscordSignatures, createSignedBody, type SignedHeaders } from './discordSignature.ts'

const NOW_MS = 1_795_000_000_000
const time = { nowMs: NOW_MS }
const clock = { nowMs: () => time.nowMs }
const signer = createDiscordSigner()
const signatures = createDiscordSignatures({ publicKey: signer.publicKey, clock })

interface Sent {
  readonly headers: SignedHeaders
  readonly body: Buffer
}

const headersOf = (body: Uint8Array, atMs = NOW_MS): SignedHeaders => {
  const signed = signer.sign(body, atMs)
  return { signature: signed['x-signature-ed25519'], timestamp: signed['x-signature-timestamp'] }
}

const hex = (random: RandomSource, bytes: number) =>
  Buffer.from(Array.from({ length: bytes }, () => random.whole(256))).toString('hex')

/** Bodies as Discord sends them, and some that are no text at all. */
function bodyFrom(random: RandomSource): Buffer {
  const text = JSON.stringify({
    type: 2,
    id: String(random.whole(1e9)),
    data: { name: 'kaltura-watch – ü 🎬' },
  })
  return random.chance(0.2)
    ? Buffer.from(hex(random, 1 + random.whole(300)), 'hex')
    : Buffer.from(text, 'utf8')
}

const validFrom = (random: RandomSource): Sent => {
  const body = bodyFrom(random)
  return { headers: headersOf(body, NOW_MS + (random.whole(590) - 295) * 1_000), body }
}

const other = generateKeyPairSync('ed25519').privateKey

/** Made by whoever hasn't got the key. */
function forgedFrom(random: RandomSource): Sent {
  const body = bodyFrom(random)
  const timestamp = String(Math.floor(NOW_MS / 1000))
  const by = (signed: Buffer) => sign(null, signed, other).toString('hex')
  const signature = random.pick<() => string>([
    () => hex(random, 64),
    () => '0'.repeat(128),
    () => by(Buffer.concat([Buffer.from(timestamp), body])),
    () => by(body),
    () => `${hex(random, 32)}${'0'.repeat(64)}`,
    () => `${signer.publicKey}${'0'.repeat(64)}`,
    // The neutral element as R, and S = 0.
    () => `01${'0'.repeat(126)}`,
  ])()
  return { headers: { signature, timestamp }, body }
}

function flipped(bytes: Buffer, random: RandomSource): Buffer {
  const copy = Buffer.from(bytes)
  const at = random.whole(copy.length)
  copy[at] = (copy[at] ?? 0) ^ (1 << random.whole(8))
  return copy
}

type Mutation = (sent: Sent, random: RandomSource) => Sent
const withHeaders = (sent: Sent, headers: Partial<SignedHeaders>): Sent => ({
  ...sent,
  headers: { ...sent.headers, ...headers },
})
const signatureOf = ({ headers }: Sent) => headers.signature ?? ''
const timestampOf = ({ headers }: Sent) => headers.timestamp ?? ''

/** One thing about a valid request is changed. */
const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  (sent, random) => ({ ...sent, body: flipped(sent.body, random) }),
  sent => ({ ...sent, body: Buffer.concat([sent.body, Buffer.from(' ')]) }),
  sent => ({ ...sent, body: sent.body.subarray(1) }),
  sent => ({ ...sent, body: Buffer.alloc(0) }),
  sent => ({ ...sent, body: Buffer.concat([Buffer.from('\ufeff'), sent.body]) }),
  // A digit of the timestamp handed over to the body, and back: together they are what was signed.
  sent => ({
    headers: { ...sent.headers, timestamp: timestampOf(sent).slice(0, -1) },
    body: Buffer.concat([Buffer.from(timestampOf(sent).slice(-1)), sent.body]),
  }),
  (sent, random) =>
    withHeaders(sent, {
      signature: flipped(Buffer.from(signatureOf(sent), 'hex'), random).toString('hex'),
    }),
  sent => withHeaders(sent, { signature: signatureOf(sent).slice(0, -2) }),
  sent => withHeaders(sent, { signature: `${signatureOf(sent)}00` }),
  sent => withHeaders(sent, { signature: ` ${signatureOf(sent)}` }),
  sent => withHeaders(sent, { signature: `0x${signatureOf(sent)}` }),
  sent => withHeaders(sent, { signature: `${signatureOf(sent).slice(0, 127)}g` }),
  sent => withHeaders(sent, { signature: Buffer.from(signatureOf(sent), 'hex').toString('base64') }),
  sent => withHeaders(sent, { signature: `${signatureOf(sent)}, ${signatureOf(sent)}` }),
  sent => withHeaders(sent, { signature: '' }),
  sent => withHeaders(sent, { signature: undefined }),
  sent => withHeaders(sent, { timestamp: undefined }),
  sent => withHeaders(sent, { timestamp: '' }),
  sent => withHeaders(sent, { timestamp: String(Number(timestampOf(sent)) + 1) }),
  sent => withHeaders(sent, { timestamp: `${timestampOf(sent)}.0` }),
  sent => withHeaders(sent, { timestamp: `+${timestampOf(sent)}` }),
  sent => withHeaders(sent, { timestamp: `0${timestampOf(sent)}` }),
  sent => withHeaders(sent, { timestamp: ` ${timestampOf(sent)}` }),
  sent => withHeaders(sent, { timestamp: `${timestampOf(sent)}000` }),
  sent => withHeaders(sent, { timestamp: Number(timestampOf(sent)).toExponential(9) }),
]

describe('a signature of Discord’s', () => {
  it('is refused when it is forged: none of 10 000 is taken (seeded)', () => {
    const random = createRandomSource(seed())
    const taken = Array.from({ length: 10_000 }, () => forgedFrom(random)).filter(({ headers, body }) =>
      signatures.holds(headers, body),
    )
    expect(taken).toEqual([])
  })

  it('is refused when anything is changed: none of 5 000 is taken (seeded)', () => {
    const random = createRandomSource(seed() + 1)
    const taken: Sent[] = []
    for (let index = 0; index < 5_000; index++) {
      const mutate = MUTATIONS[index % MUTATIONS.length] ?? MUTATIONS[0]
      const sent = mutate(validFrom(random), random)
      if (signatures.holds(sent.headers, sent.body)) taken.push(sent)
    }
    expect(taken).toEqual([])
  })

  it('holds for what Discord has signed: all of 1 000 (seeded)', () => {
    const random = createRandomSource(seed() + 2)
    const refused = Array.from({ length: 1_000 }, () => validFrom(random)).filter(
      ({ headers, body }) => !signatures.holds(headers, body),
    )
    expect(refused).toEqual([])
  })

  it('may be written in capitals', () => {
    const body = Buffer.from('{"type":1}')
    const headers = headersOf(body)
    expect(signatures.holds({ ...headers, signature: headers.signature?.toUpperCase() }, body)).toBe(true)
  })

  it.each([
    ['5 minutes ago', -300_000, true],
    ['longer ago', -301_000, false],
    ['5 minutes ahead', 300_000, true],
    ['further ahead', 301_000, false],
    ['in 1970', -NOW_MS, false],
  ])('made %s', (_when, offsetMs, holds) => {
    const body = Buffer.from('{"type":1}')
    expect(signatures.holds(headersOf(body, NOW_MS + offsetMs), body)).toBe(holds)
  })
})

describe('an address for what Discord signs', () => {
  const MAX_BYTES = 1_000
  const handled: Buffer[] = []
  let server: Server
  let url: string

  beforeAll(async () => {
    const app = express()
    const signed = createSignedBody({ publicKey: signer.publicKey, clock, maxBytes: MAX_BYTES })
    app.post(
      '/signed',
      ...signed(async ({ body, response }) => {
        handled.push(body)
        response.status(204).end()
      }),
    )
    server = createServer(app)
    url = await listen(server, { port: 0, host: '127.0.0.1' })
  })
  afterAll(() => void server.close())

  async function post({ headers, body }: Sent) {
    const { signature, timestamp } = headers
    const response = await fetch(`${url}/signed`, {
      method: 'POST',
      headers: {
        ...(signature !== undefined && { 'x-signature-ed25519': signature }),
        ...(timestamp !== undefined && { 'x-signature-timestamp': timestamp }),
      },
      body: new Uint8Array(body),
    })
    return { status: response.status, problem: response.status === 204 ? null : await response.text() }
  }

  it('answers 401 to whatever is forged or changed, and does nothing', async () => {
    const random = createRandomSource(seed() + 3)
    const bad = [
      ...Array.from({ length: 100 }, () => forgedFrom(random)),
      ...MUTATIONS.map(mutate => mutate(validFrom(random), random)),
      // HTTP takes spaces around a header's value away.
    ].filter(({ headers }) => !Object.values(headers).some(value => value?.startsWith(' ')))
    handled.length = 0
    for (const sent of bad) {
      const { status, problem } = await post(sent)
      expect([sent.headers, status]).toEqual([sent.headers, 401])
      expect(problem).toContain('urn:kaltura-discord:problem:unauthenticated')
    }
    expect(handled).toEqual([])
  })

  it('sees Discord’s own probes through: a good ping is answered, the same with a bad signature isn’t', async () => {
    const body = Buffer.from(
      JSON.stringify({ type: 1, id: '1', application_id: '2', token: 'x', version: 1 }),
    )
    handled.length = 0
    const headers = headersOf(body)
    expect((await post({ headers, body })).status).toBe(204)
    expect((await post({ headers: { ...headers, signature: 'a'.repeat(128) }, body })).status).toBe(401)
    expect((await post({ headers: { ...headers, signature: 'not hex' }, body })).status).toBe(401)
    expect((await post({ headers: { signature: undefined, timestamp: undefined }, body })).status).toBe(401)
    expect(handled.map(String)).toEqual([String(body)])
  })

  it('hands on the bytes as they came', async () => {
    handled.length = 0
    const body = Buffer.from([0xff, 0x00, 0xfe, 0x22, 0x0a])
    expect((await post({ headers: headersOf(body), body })).status).toBe(204)
    expect(handled).toEqual([body])
  })

  it('doesn’t read more than it takes, nor anything without a likely signature', async () => {
    handled.length = 0
    const body = Buffer.alloc(MAX_BYTES + 1)
    expect((await post({ headers: headersOf(body), body })).status).toBe(413)
    expect((await post({ headers: { signature: undefined, timestamp: undefined }, body })).status).toBe(401)
    expect(handled).toEqual([])
  })
})
