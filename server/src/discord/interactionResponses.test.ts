import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../sandbox/src/startSandbox.ts'
import { loadConfig } from '../config.ts'
import { createLogger } from '../platform/logger.ts'
import { createOutboundHttp } from '../platform/outboundHttp.ts'
import { createDiscordConnection, type DiscordConnection } from './discordConnection.ts'
import { createInteractionResponses } from './interactionResponses.ts'

const INTERACTION = { id: '1500000000000000001', token: 'aW50ZXJhY3Rpb24.that-nobody-may-see' }
const log: string[] = []
let sandbox: Sandbox
let connection: DiscordConnection

beforeAll(async () => {
  sandbox = await startSandbox({ ports: { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0 } })
  const loaded = loadConfig(sandbox.serverEnvironment)
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const config = loaded.config.discord
  const destination = { write: (line: string) => void log.push(line) }
  const logger = createLogger({ level: 'debug', secrets: [], destination })
  const http = createOutboundHttp({ allowedOrigins: [new URL(config.apiUrl).origin], logger })
  connection = createDiscordConnection({ config, http, logger })
})
afterAll(async () => {
  connection.close()
  await sandbox.close()
})

it('answers to interactions leave no token in the log (ASVS 16.2.5)', async () => {
  const responses = createInteractionResponses(connection)
  const refused = { ok: true, value: { refused: expect.any(Number) } }
  expect(await responses.launch(INTERACTION)).toMatchObject(refused)
  expect(await responses.editOriginal(INTERACTION, { content: 'Hello' })).toMatchObject(refused)
  expect(await responses.followUp(INTERACTION, { content: 'Hello' })).toMatchObject(refused)
  const lines = log.join('')
  expect(lines).toContain('POST /interactions/:x/:x/callback')
  expect(lines).toContain('PATCH /webhooks/:x/:x/messages/%40original')
  expect(lines).toContain('POST /webhooks/:x/:x')
  expect(lines).not.toContain(INTERACTION.token)
  const sent = sandbox.traffic.entries().map(({ method, url }) => `${method} ${url.split('?')[1] ?? ''}`)
  expect(sent).toEqual(['POST with_response=true', 'PATCH ', 'POST wait=true'])
})
