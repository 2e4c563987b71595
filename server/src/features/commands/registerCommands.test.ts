import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../../config.ts'
import { type ApplicationApi, createApplicationApi } from '../../discord/applicationApi.ts'
import { createDiscordConnection, type DiscordConnection } from '../../discord/discordConnection.ts'
import { createOutboundHttp } from '../../platform/outboundHttp.ts'
import { startTestProduct, type TestProduct } from '../../testing/startTestProduct.ts'
import { ALL_METADATA } from './allMetadata.ts'
import type { CommandMetadata } from './metadata.ts'
import { registerCommands } from './registerCommands.ts'

let product: TestProduct
let connection: DiscordConnection
let api: ApplicationApi

beforeAll(async () => {
  product = await startTestProduct({}, { bot: true })
  const loaded = loadConfig(product.environment)
  if (!loaded.ok) throw new Error(loaded.problems.join())
  const { logger } = product.app
  const http = createOutboundHttp({ allowedOrigins: [product.sandbox.urls.discord], logger })
  connection = createDiscordConnection({ config: loaded.config.discord, http, logger })
  api = createApplicationApi(connection)
})

afterAll(async () => {
  api.close()
  connection.close()
  await product.close()
})

const registered = () => product.sandbox.application.commands.all()
const sent = (method: string) =>
  product.sandbox.traffic
    .entries()
    .filter(entry => entry.method === method && entry.url.endsWith('/commands'))

describe('the registration of commands', () => {
  it('leaves Discord with all of ours, the Entry Point handled by us', () => {
    expect(registered().map(({ name }) => name)).toEqual(ALL_METADATA.map(({ name }) => name))
    expect(product.sandbox.application.commands.find('launch')).toMatchObject({ type: 4, handler: 1 })
  })

  it('sends nothing the second time', async () => {
    const before = { all: registered(), puts: sent('PUT').length }
    expect(await registerCommands({ api, all: ALL_METADATA })).toEqual({ ok: true, value: 'unchanged' })
    expect(sent('PUT')).toHaveLength(before.puts)
    expect(registered()).toBe(before.all)
  })

  it('sends one list where a word has changed, and changes nothing where it only looks', async () => {
    const changed = ALL_METADATA.map(command => ({ ...command, description: { en: 'Other', de: 'Anders' } }))
    const before = registered()
    expect(await registerCommands({ api, all: changed, check: true })).toMatchObject({ value: 'differs' })
    expect(registered()).toBe(before)
    const puts = sent('PUT').length
    expect(await registerCommands({ api, all: changed })).toMatchObject({ value: 'registered' })
    expect(sent('PUT')).toHaveLength(puts + 1)
    expect(await registerCommands({ api, all: ALL_METADATA })).toMatchObject({ value: 'registered' })
  })

  it('sends no list without the Entry Point', async () => {
    const without: readonly CommandMetadata[] = ALL_METADATA.filter(({ name }) => name !== 'launch')
    const puts = sent('PUT').length
    await expect(registerCommands({ api, all: without })).rejects.toThrow('Entry Point')
    expect(sent('PUT')).toHaveLength(puts)
  })
})
