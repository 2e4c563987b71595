import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../../startSandbox.ts'
import { ADMIN_SESSION, encodeKs, USER_SESSION } from '../ks.ts'

const ANY = { host: 0, proxy: 0, discord: 0, kaltura: 0, cdn: 0, kaf: 0, server: 9 }
const SECRET = '0123456789abcdef0123456789abcdef'

const started: Sandbox[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map(sandbox => sandbox.close()))
})

const mint = (userId: string, privileges: string, type = USER_SESSION): string => {
  const expiresAtS = Math.floor(Date.now() / 1000) + 60
  return encodeKs({ partnerId: 1_234_567, userId, type, expiresAtS, privileges }, SECRET)
}

const send = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** A room, and browsers that come to it over HTTP. */
const openRoom = async () => {
  const sandbox = await startSandbox({ ports: ANY })
  started.push(sandbox)
  sandbox.meetings.settings({ webhook: { url: null } })
  const entry = { name: 'Film night', roomType: 1 }
  const ks = mint('admin', '', ADMIN_SESSION)
  const added = await send(`${sandbox.urls.kaltura}/api_v3/service/room_room/action/add`, {
    ks,
    format: 1,
    entry,
  })
  const { id } = await added.json()
  const names = () => sandbox.meetings.rooms()[0]?.people.map(({ name }) => name)
  const visit = async (name: string, role = 'viewerRole') => {
    const session = mint(name, `entryId:${id},role:${role},firstName:${name}`)
    const page = await fetch(`${sandbox.urls.kaf}/embeddedrooms/index/view-room/ks/${session}`)
    const [, visitId] = /data-visit="([^"]+)"/.exec(await page.text()) ?? []
    const address = `${sandbox.urls.kaf}/room/visits/${visitId}`
    const line = new AbortController()
    const follow = async () => {
      const { body } = await fetch(`${address}/events`, { signal: line.signal })
      let text = ''
      const reading = (async () => {
        for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk
      })().catch(() => {})
      return { told: () => text, reading }
    }
    const act = (action: string) => fetch(`${address}/${action}`, { method: 'POST' })
    return { ...(await follow()), act, address, drop: () => line.abort() }
  }
  return { sandbox, id, names, visit }
}

describe('a browser in a room', () => {
  it('is told who is there, and of its own end', async () => {
    const { names, visit } = await openRoom()
    const ana = await visit('Ana', 'adminRole')
    const ben = await visit('Ben')
    expect(names()).toEqual(['Ana', 'Ben'])
    await vi.waitUntil(() => ana.told().includes('Ben'))
    await ben.act('leave')
    await ben.reading
    expect(ben.told()).toContain('event: over\ndata: {"departure":"left"}')
    expect(names()).toEqual(['Ana'])
    await ana.act('end')
    await ana.reading
    expect(ana.told()).toContain('{"departure":"ended"}')
    // A browser whose stream has ended comes again by itself.
    expect((await fetch(`${ana.address}/events`)).status).toBe(204)
    expect(names()).toEqual([])
  })

  it('stays the same person over a line that was lost for a moment, and is gone after a while', async () => {
    const { names, visit } = await openRoom()
    const ana = await visit('Ana')
    const line = await (async () => {
      const again = new AbortController()
      const answer = await fetch(`${ana.address}/events`, { signal: again.signal })
      return { status: answer.status, drop: () => again.abort() }
    })()
    expect(line.status).toBe(200)
    expect(ana.told()).not.toContain('over')
    ana.drop()
    expect(names()).toEqual(['Ana'])
    line.drop()
    await vi.waitUntil(() => names()?.length === 0, { timeout: 5_000 })
  })

  it('is put out when the same user comes in elsewhere', async () => {
    const { names, visit } = await openRoom()
    const first = await visit('Ana')
    await visit('Ana')
    await first.reading
    expect(first.told()).toContain('{"departure":"elsewhere"}')
    expect(names()).toEqual(['Ana'])
  })
})

describe('the controls', () => {
  it('do over HTTP what scripts do', async () => {
    const { sandbox, id } = await openRoom()
    const post = async (action: string, body: object) => {
      const answer = await send(`${sandbox.urls.host}/sandbox/meetings/${action}`, body)
      return { status: answer.status, body: await answer.json() }
    }
    const entered = await post('enter', { target: id, userId: 'ben', name: 'Ben' })
    expect(entered).toMatchObject({ status: 200, body: { personId: expect.any(String) } })
    const rooms = await (await fetch(`${sandbox.urls.host}/sandbox/meetings`)).json()
    expect(rooms).toMatchObject([{ id, state: 'open', people: [{ name: 'Ben' }] }])
    expect(await post('enter', { target: '1_nothere' })).toMatchObject({ status: 403 })
    expect(await post('leave', entered.body)).toMatchObject({ status: 200 })
    expect(await post('end', { roomId: id })).toMatchObject({ status: 409 })
    expect(await post('record', { roomId: id })).toMatchObject({ status: 200 })
    expect(await post('record', { roomId: '1_nothere' })).toMatchObject({ status: 404 })
    expect(await post('settings', { convertingMs: 1 })).toMatchObject({
      body: { convertingMs: 1, recordingAfterMs: 4_000 },
    })
    expect(await post('settings', { speed: 1 })).toMatchObject({ status: 400, body: { field: 'speed' } })
    const wish = { about: 'entry', objectId: '0_alps' }
    expect(await post('webhook', wish)).toMatchObject({ status: 200, body: { status: null } })
  })
})
