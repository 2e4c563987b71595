import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FIXES } from './config/environment.ts'
import { loadConfig } from './config.ts'

const complete = {
  DISCORD_CLIENT_ID: '1100000000000000001',
  DISCORD_CLIENT_SECRET: 'canary-client-secret',
  DISCORD_BOT_TOKEN: 'canary-bot-token',
  DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
  KALTURA_PARTNER_ID: '1234567',
  KALTURA_ADMIN_SECRET: 'canary-admin-secret',
  ACTIVITY_URL_MAPPINGS: '[{"prefix":"/kaltura","target":"www.kaltura.com"}]',
  JWT_SECRET: 'canary-jwt-secret-of-thirty-two-characters',
}

const problemsOf = (environment: Record<string, string | undefined>) => {
  const loaded = loadConfig(environment)
  return loaded.ok ? [] : loaded.problems
}

describe('the configuration', () => {
  it('fills in what may be left out', () => {
    const loaded = loadConfig(complete)
    expect(loaded).toMatchObject({
      ok: true,
      config: {
        port: 3000,
        host: '127.0.0.1',
        production: false,
        activity: { origin: 'https://1100000000000000001.discordsays.com' },
        kaltura: { apiEndpoint: 'https://www.kaltura.com/api_v3', playerUrl: null, uiConfId: null },
      },
    })
  })

  it('names everything that is missing at once', () => {
    const problems = problemsOf({})
    for (const name of Object.keys(complete))
      expect(problems.filter(problem => problem.startsWith(`${name} is missing.`))).toHaveLength(1)
    expect(problems).toHaveLength(Object.keys(complete).length)
  })

  it('takes an empty variable for a missing one', () => {
    expect(problemsOf({ ...complete, JWT_SECRET: '' })).toEqual([
      expect.stringMatching(/^JWT_SECRET is missing/),
    ])
  })

  it('names wrong values without repeating them, those that belong together too', () => {
    const problems = problemsOf({
      ...complete,
      JWT_SECRET: 'canary-too-short',
      DISCORD_CLIENT_ID: 'canary-id',
      API_PORT: '70000',
      ACTIVITY_URL_MAPPINGS: '[{"prefix":"/kaltura","target":"canary.example.com"}]',
      KALTURA_API_ENDPOINT: 'https://www.kaltura.com/api_v3',
    })
    const names = problems.map(problem => problem.split(' ')[0])
    expect(names.sort()).toEqual(['ACTIVITY_URL_MAPPINGS', 'API_PORT', 'DISCORD_CLIENT_ID', 'JWT_SECRET'])
    expect(problems.join()).not.toContain('canary')
  })

  it('wants Kaltura to be reachable from inside the Activity', () => {
    const ACTIVITY_URL_MAPPINGS = '[{"prefix":"/cdn","target":"cfvod.kaltura.com"}]'
    expect(problemsOf({ ...complete, ACTIVITY_URL_MAPPINGS })).toEqual([
      expect.stringContaining('maps no prefix to the host of KALTURA_API_ENDPOINT'),
    ])
    expect(problemsOf({ ...complete, ACTIVITY_URL_MAPPINGS: 'not JSON' })).toEqual([
      expect.stringContaining('is not JSON'),
    ])
  })

  it('wants the player to be reachable from there too, wherever it is', () => {
    const at = (KALTURA_PLAYER_URL: string) => problemsOf({ ...complete, KALTURA_PLAYER_URL })
    expect(at('https://www.kaltura.com/p/1/embedPlaykitJs/uiconf_id/2')).toEqual([])
    expect(at('https://cdnapi.example.com/p/1/embedPlaykitJs')).toEqual([
      expect.stringMatching(/^KALTURA_PLAYER_URL is at a host to which ACTIVITY_URL_MAPPINGS maps no prefix/),
    ])
    // Manifests are beside the API: a mapping of one directory is not enough.
    const ACTIVITY_URL_MAPPINGS = '[{"prefix":"/kaltura","target":"www.kaltura.com/api_v3"}]'
    expect(problemsOf({ ...complete, ACTIVITY_URL_MAPPINGS })).toHaveLength(1)
  })

  it('wants an address of the database that can be taken apart', () => {
    expect(problemsOf({ ...complete, DATABASE_URL: 'mysql://canary:100%canary@db/x' })).toEqual([
      expect.stringMatching(/^DATABASE_URL has a % that begins no escape sequence(?!.*canary)/),
    ])
    expect(problemsOf({ ...complete, DATABASE_URL: 'mysql://root@db/x' })).toEqual([])
  })

  it('shows no secret when it is printed', () => {
    const loaded = loadConfig(complete)
    expect(JSON.stringify(loaded)).not.toContain('canary')
    expect(String(loaded.ok && loaded.config.jwt.current)).not.toContain('canary')
  })

  it('has every variable in .env.example, and no other', () => {
    const example = readFileSync(fileURLToPath(new URL('../../.env.example', import.meta.url)), 'utf8')
    const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
    expect(named.sort()).toEqual(Object.keys(FIXES).sort())
  })
})
