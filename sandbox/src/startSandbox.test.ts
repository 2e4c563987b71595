import { afterEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from './startSandbox.ts'

const ANY = { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0, server: 9 }

const started: Sandbox[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map(sandbox => sandbox.close()))
})

async function start(): Promise<Sandbox> {
  const sandbox = await startSandbox({ ports: ANY })
  started.push(sandbox)
  return sandbox
}

async function post(url: string, body: unknown) {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() }
}

/** What the product's server does first: a code becomes tokens, the tokens a person. */
async function signIn(sandbox: Sandbox) {
  const {
    DISCORD_CLIENT_ID = '',
    DISCORD_CLIENT_SECRET = '',
    DISCORD_API_URL = '',
  } = sandbox.serverEnvironment
  const wish = { user: 'ana', clientId: DISCORD_CLIENT_ID, scope: ['identify'] }
  const { code } = (await post(`${sandbox.urls.host}/host/authorize`, wish)).body
  const tokens = await fetch(`${DISCORD_API_URL}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: DISCORD_CLIENT_ID,
      client_secret: DISCORD_CLIENT_SECRET,
      grant_type: 'authorization_code',
      code,
    }),
  })
  const { access_token, refresh_token } = await tokens.json()
  const person = await fetch(`${DISCORD_API_URL}/v10/users/@me`, {
    headers: {
      authorization: `Bearer ${access_token}`,
      'user-agent': 'DiscordBot (https://example.org, 1.0.0)',
    },
  })
  return { person: await person.json(), secrets: [code, access_token, refresh_token, DISCORD_CLIENT_SECRET] }
}

async function readTraffic(sandbox: Sandbox): Promise<string> {
  return (await fetch(`${sandbox.urls.host}/sandbox/traffic?follow=0`)).text()
}

describe('startSandbox', () => {
  it('gives the server all it needs to sign a person in', async () => {
    const { person } = await signIn(await start())
    expect(person).toMatchObject({ id: '1400000000000000001', username: 'ana' })
  })

  it('shows the server’s calls as lines of JSON, and none of their secrets', async () => {
    const sandbox = await start()
    const { secrets } = await signIn(sandbox)
    const traffic = await readTraffic(sandbox)
    const lines = traffic.trimEnd().split('\n')
    expect(lines.map(line => JSON.parse(line).url)).toEqual([
      `${sandbox.urls.discord}/api/oauth2/token`,
      `${sandbox.urls.discord}/api/v10/users/@me`,
    ])
    expect(secrets.filter(secret => traffic.includes(secret))).toEqual([])
  })

  it('shows Kaltura’s calls likewise, without session and secret', async () => {
    const sandbox = await start()
    const { KALTURA_API_ENDPOINT, KALTURA_ADMIN_SECRET = '', KALTURA_PARTNER_ID } = sandbox.serverEnvironment
    const address = `${KALTURA_API_ENDPOINT}/service/session/action/start`
    const wish = { format: 1, partnerId: Number(KALTURA_PARTNER_ID), secret: KALTURA_ADMIN_SECRET, type: 2 }
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    })
    const session = await answer.json()
    const traffic = await readTraffic(sandbox)
    expect(session).toMatch(/^djJ8/)
    expect(traffic).toContain('/service/session/action/start')
    expect(traffic).not.toContain(session)
    expect(traffic).not.toContain(KALTURA_ADMIN_SECRET)
  })

  it('streams what comes after the history', async () => {
    const sandbox = await start()
    const stream = await fetch(`${sandbox.urls.host}/sandbox/traffic`)
    await signIn(sandbox)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('/users/@me')) text += (await reader?.read())?.value ?? ''
    await reader?.cancel()
    expect(text.split('\n')[0]).toContain('/oauth2/token')
  })

  it('takes, lists and clears faults', async () => {
    const sandbox = await start()
    const faults = `${sandbox.urls.host}/sandbox/faults`
    const added = await post(faults, { service: 'discord', kind: 'fail', status: 503 })
    expect(added.status).toBe(201)
    expect((await fetch(`${sandbox.urls.discord}/api/v10/users/@me`)).status).toBe(503)
    const listed = await (await fetch(faults)).json()
    expect(listed).toEqual([{ id: added.body.id, service: 'discord', kind: 'fail', status: 503, hits: 1 }])
    expect((await fetch(`${faults}/${added.body.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await fetch(`${faults}/${added.body.id}`, { method: 'DELETE' })).status).toBe(404)
    await post(faults, { service: 'cdn', kind: 'absent' })
    expect((await fetch(faults, { method: 'DELETE' })).status).toBe(204)
    expect(await (await fetch(faults)).json()).toEqual([])
  })

  it.each([
    [{}, 'service'],
    [{ service: 'moon', kind: 'fail' }, 'service'],
    [{ service: 'discord', kind: 'explode' }, 'kind'],
    [{ service: 'discord', kind: 'fail', status: 200 }, 'status'],
    [{ service: 'discord', kind: 'slow', delayMs: 'long' }, 'delayMs'],
    [{ service: 'discord', kind: 'fail', times: 0 }, 'times'],
    [{ service: 'discord', kind: 'fail', often: 1 }, 'often'],
  ])('refuses the fault %j by its field', async (fault, field) => {
    const sandbox = await start()
    expect(await post(`${sandbox.urls.host}/sandbox/faults`, fault)).toMatchObject({
      status: 400,
      body: { field },
    })
  })

  it('says which port is taken, and leaves none open', async () => {
    const sandbox = await start()
    const ports = { ...ANY, cdn: sandbox.ports.cdn }
    await expect(startSandbox({ ports })).rejects.toThrow(`Port ${sandbox.ports.cdn} is taken`)
  })
})
