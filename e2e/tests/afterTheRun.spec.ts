import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createKalturaCheck } from '@kaltura-discord/sandbox/conformance/kalturaCheck.ts'
import { expect, test } from '@playwright/test'
import { createDiscordCheck } from '../src/conformance/discordCheck.ts'
import { pageFaults, secrets, serverLog } from '../src/runRecord.ts'
import { traffic } from '../src/sandboxControl.ts'

/** The published schemas of Discord and Kaltura; they aren't ours to ship. */
const SCHEMAS = join(import.meta.dirname, '../../../shared/data')
const DISCORD_SCHEMA = join(SCHEMAS, 'discord-openapi-v10.json')
const KALTURA_SCHEMA = join(SCHEMAS, 'kaltura-22.19.0.schema.json')
const lacksSchemas = !existsSync(SCHEMAS) && process.env['CI'] === undefined

test('every request to Discord is one that Discord documents', async () => {
  test.skip(lacksSchemas, `There are no published schemas in ${SCHEMAS}.`)
  const check = createDiscordCheck(DISCORD_SCHEMA)
  const asked = (await traffic()).lines.filter(({ service }) => service === 'discord')
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.flatMap(line => check(line))).toEqual([])
})

test('every request to Kaltura is one that Kaltura documents', async () => {
  test.skip(lacksSchemas, `There are no published schemas in ${SCHEMAS}.`)
  const check = createKalturaCheck(KALTURA_SCHEMA)
  const asked = (await traffic()).lines.filter(({ service }) => service === 'kaltura')
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.flatMap(line => check(line))).toEqual([])
})

test('no secret stands in a line of the log or in the record of the traffic', async () => {
  const all = secrets()
  // Planted ones, and tokens that people were given during the run.
  for (const name of ['JWT_SECRET', 'KALTURA_ADMIN_SECRET', 'accessToken', 'refreshToken', 'ks', 'code'])
    expect(all.map(secret => secret.name)).toContain(name)
  const log = serverLog()
  expect(log.length).toBeGreaterThan(0)
  const { text } = await traffic()
  const found = all.filter(({ value }) => value !== '' && (log.includes(value) || text.includes(value)))
  expect(found.map(({ name }) => name)).toEqual([])
})

test('no page left this machine, was given a secret, broke its policy or threw (ASVS 10.1.1)', () => {
  expect(pageFaults()).toEqual([])
})
