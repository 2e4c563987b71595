/**
 * Express routes that check Discord's signature and do nothing else: one answers every interaction as if it were a ping,
 * the other promises an answer and gives it. Run as a process of its own, with the public key and Discord's address as
 * its arguments.
 */
import { createPublicKey, verify } from 'node:crypto'
import express, { type RequestHandler } from 'express'

const publicKey = createPublicKey({
  key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(process.argv[2] ?? '', 'hex').toString('base64url') },
  format: 'jwk',
})

const discordUrl = process.argv[3] ?? ''
const readBody = express.raw({ type: () => true, limit: '256kb' })

const checkSignature: RequestHandler = (request, response, next) => {
  const signature = Buffer.from(request.get('x-signature-ed25519') ?? '', 'hex')
  const timestamp = Buffer.from(request.get('x-signature-timestamp') ?? '')
  const body: unknown = request.body
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  if (verify(null, Buffer.concat([timestamp, bytes]), publicKey, signature)) next()
  else response.status(401).end()
}

const app = express()
app.post('/interactions', readBody, checkSignature, (_request, response) => {
  response.json({ type: 1 })
})
app.post('/deferred', readBody, checkSignature, async (request, response) => {
  const { application_id: application, token } = JSON.parse(String(request.body)) as Record<string, string>
  response.json({ type: 5, data: { flags: 64 } })
  const edit = await fetch(`${discordUrl}/v10/webhooks/${application}/${token}/messages/@original`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'Done.' }),
  })
  await edit.json()
})
app.get('/cpu', (_request, response) => {
  response.json(process.cpuUsage())
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`)
})
