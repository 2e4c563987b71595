import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDiscordCheck } from './discordCheck.ts'

const path = join(mkdtempSync(join(tmpdir(), 'discord-schema-')), 'openapi.json')
const id = {
  name: 'guild_id',
  in: 'path',
  required: true,
  schema: { $ref: '#/components/schemas/Snowflake' },
}
const flag = { name: 'with_counts', in: 'query', schema: { type: 'boolean' } }
const before = { name: 'before', in: 'query', schema: { type: 'integer' } }
const limit = { name: 'limit', in: 'query', schema: { type: 'string', maxLength: 2 } }
writeFileSync(
  path,
  JSON.stringify({
    openapi: '3.1.0',
    paths: {
      '/guilds/{guild_id}': {
        parameters: [id],
        get: { operationId: 'get_guild', parameters: [limit, flag, before] },
      },
    },
    components: { schemas: { Snowflake: { type: 'string', pattern: '^\\d+$' } } },
  }),
)
const check = createDiscordCheck(path)
const ask = (method: string, url: string, rest: object = {}): string[] =>
  check({
    service: 'discord',
    method,
    url,
    requestHeaders: { 'user-agent': 'DiscordBot (https://example.com, 1.0)' },
    requestBody: null,
    status: 200,
    ...rest,
  })

describe('discordCheck', () => {
  it('lets documented requests pass', () => {
    expect(ask('GET', '/api/v10/guilds/123?limit=10&with_counts=true')).toEqual([])
    expect(ask('GET', '/api/v10/guilds/123?before=200')).toEqual([])
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = { grant_type: 'authorization_code', code: 'x', code_verifier: 'y' }
    expect(ask('POST', '/api/oauth2/token', { requestHeaders: form, requestBody: body })).toEqual([])
  })

  it.each([
    ['GET', '/api/v10/guild/123', {}, 'no such operation'],
    ['DELETE', '/api/v10/guilds/123', {}, 'no such operation'],
    ['GET', '/api/v10/guilds/abc', {}, 'guild_id'],
    ['GET', '/api/v10/guilds/123?limit=100', {}, 'limit'],
    ['GET', '/api/v10/guilds/123?with_counts=1', {}, 'with_counts'],
    ['GET', '/api/v10/guilds/123?before=soon', {}, 'before'],
    ['GET', '/api/v10/guilds/123?page=1', {}, 'page is no parameter'],
    ['GET', '/api/v10/guilds/123', { requestBody: { a: 1 } }, 'takes no body'],
    ['GET', '/api/v10/guilds/123', { requestHeaders: { 'user-agent': 'node' } }, 'User-Agent'],
    ['POST', '/api/oauth2/token', { requestBody: { grant_type: 'authorization_code' } }, 'forms alone'],
  ])('refuses %s %s %j', (method, url, rest, problem) => {
    expect(ask(method, url, rest).join()).toContain(problem)
  })
})
