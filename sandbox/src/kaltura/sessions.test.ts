import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ADMIN_APP_TOKEN, type AppToken, MISMADE_APP_TOKENS, PLAYBACK_APP_TOKEN } from './appTokens.ts'
import { decodeKs } from './ks.ts'
import { createTestKaltura } from './testApi.ts'

const kaltura = createTestKaltura()
const { mint, call, adminKs, options } = kaltura
const get = (ks: string) => call('baseEntry', 'get', { ks, entryId: '0_testcard' })

describe('a KS', () => {
  it('is refused when expired, tampered with, or of another partner', async () => {
    const cases: [ks: string, fault: string, number: string][] = [
      [mint('', { expiresInS: -1 }), 'EXPIRED', '-5'],
      [`${mint('').slice(0, -10)}AAAAAAAAAA`, 'INVALID_STR', '-1'],
      [mint('', { secret: 'another' }), 'INVALID_STR', '-1'],
      [mint('', { partnerId: 99 }), 'INVALID_PARTNER', '-2'],
    ]
    for (const [ks, fault, number] of cases) {
      const answer = await get(ks)
      expect(answer).toMatchObject({ code: 'INVALID_KS', args: { ERR_DESC: fault, ERR_CODE: number } })
    }
  })

  it('expires while it is used', async () => {
    const test = createTestKaltura()
    const ks = test.mint('', { expiresInS: 60 })
    expect(await test.call('baseEntry', 'get', { ks, entryId: '0_alps' })).toMatchObject({ id: '0_alps' })
    test.clock.nowMs += 60_000
    expect(await test.call('baseEntry', 'get', { ks, entryId: '0_alps' })).toMatchObject({
      code: 'INVALID_KS',
    })
  })

  it('is good for as many calls as actionslimit says', async () => {
    const ks = mint('actionslimit:2')
    expect(await get(ks)).toMatchObject({ id: '0_testcard' })
    expect(await get(ks)).toMatchObject({ id: '0_testcard' })
    expect(await get(ks)).toMatchObject({ code: 'INVALID_KS', args: { ERR_DESC: 'EXCEEDED_ACTIONS_LIMIT' } })
  })

  it('calls nothing with actionslimit:-1', async () => {
    expect(await get(mint('actionslimit:-1'))).toMatchObject({ code: 'INVALID_ACTIONS_LIMIT' })
  })

  it('is held to its urirestrict', async () => {
    expect(await get(mint('urirestrict:/api_v3/*'))).toMatchObject({ id: '0_testcard' })
    expect(await get(mint('urirestrict:/p/*|/thumbs'))).toMatchObject({
      code: 'INVALID_KS',
      args: { ERR_DESC: 'EXCEEDED_RESTRICTED_URI' },
    })
  })

  it('ends with session.end, and takes those of its sessionid with it', async () => {
    const [first, second, other] = [mint('sessionid:a'), mint('sessionid:a,sview:*'), mint('sessionid:b')]
    await call('session', 'end', { ks: first })
    expect(await get(first)).toMatchObject({ args: { ERR_DESC: 'LOGOUT' } })
    expect(await get(second)).toMatchObject({ args: { ERR_DESC: 'LOGOUT' } })
    expect(await get(other)).toMatchObject({ id: '0_testcard' })
  })
})

describe('what a session may call', () => {
  it('is nothing without one, except starting one', async () => {
    expect(await get('')).toMatchObject({ code: 'MISSING_KS' })
    expect(await call('session', 'startWidgetSession', { widgetId: '_1234567' })).toMatchObject({
      objectType: 'KalturaStartWidgetSessionResponse',
    })
  })

  it('is playback alone in the playback role, even for an ADMIN session', async () => {
    const ks = mint('sview:0_testcard,setrole:PLAYBACK_BASE_ROLE', { type: 2 })
    const searchParams = { objectType: 'KalturaESearchEntryParams' }
    expect(await get(ks)).toMatchObject({ id: '0_testcard' })
    expect(await call('elasticsearch_esearch', 'searchEntry', { ks, searchParams })).toMatchObject({
      code: 'SERVICE_FORBIDDEN',
      message: 'The access to service [elasticsearch_esearch->searchentry] is forbidden',
    })
    expect(await call('user', 'get', { ks })).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })

  it('is nothing in a role that does not exist', async () => {
    expect(await get(mint('setrole:NO_SUCH_ROLE'))).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })

  it('leaves session.get to administrators', async () => {
    expect(await call('session', 'get', { ks: mint('') })).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
    expect(await call('session', 'get', { ks: adminKs, session: mint('sview:0_a') })).toMatchObject({
      objectType: 'KalturaSessionInfo',
      userId: 'discord_1',
      privileges: 'sview:0_a',
    })
  })
})

describe('session.start', () => {
  it('makes the KS it is asked for', async () => {
    const parameters = {
      secret: options.adminSecret,
      userId: 'admin',
      type: 2,
      expiry: 60,
      privileges: 'list:*',
    }
    const { value } = await call('session', 'start', parameters)
    expect(decodeKs(`${value}`, options.adminSecret)).toMatchObject({
      userId: 'admin',
      type: 2,
      expiresAtS: options.now() / 1000 + 60,
      privileges: new Map([['list', '*']]),
    })
  })

  it.each([
    [{}, 'MISSING_MANDATORY_PARAMETER'],
    [{ secret: 'wrong' }, 'START_SESSION_ERROR'],
    [{ secret: options.adminSecret, partnerId: 5 }, 'START_SESSION_ERROR'],
    [{ secret: options.adminSecret, type: 1 }, 'INVALID_ENUM_VALUE'],
  ])('refuses %j', async (parameters, code) => {
    expect(await call('session', 'start', parameters)).toMatchObject({ code })
  })
})

describe('apptoken.startSession', () => {
  const startWith = async ({ id, token, hashType }: AppToken, parameters: object) => {
    const { ks } = await call('session', 'startWidgetSession', { widgetId: '_1234567' })
    const tokenHash = createHash(hashType).update(`${ks}${token}`).digest('hex')
    return call('appToken', 'startSession', { ks, id, tokenHash, ...parameters })
  }
  const start = (parameters: object) => startWith(PLAYBACK_APP_TOKEN, parameters)

  it('narrows a privilege that the token has with a star', async () => {
    const info = await start({ sessionPrivileges: 'sview:0_alps', userId: 'discord_7' })
    expect(info).toMatchObject({ objectType: 'KalturaSessionInfo', sessionType: 0, userId: 'discord_7' })
    expect(info['privileges']).toBe(
      'sview:0_alps,setrole:PLAYBACK_BASE_ROLE,sessionid:1_playback,apptoken:1_playback',
    )
  })

  it('silently drops what the token may not hand on', async () => {
    const info = await start({ sessionPrivileges: 'setrole:ADMIN,list:*,edit:*,sessionid:x,firstName:Ana' })
    expect(info['privileges']).toBe(
      'sview:*,setrole:PLAYBACK_BASE_ROLE,firstName:Ana,sessionid:1_playback,apptoken:1_playback',
    )
  })

  it('refuses a wrong token and an unknown id', async () => {
    expect(await startWith({ ...PLAYBACK_APP_TOKEN, token: 'wrong' }, {})).toMatchObject({
      code: 'INVALID_APP_TOKEN_HASH',
    })
    expect(await start({ id: '1_none' })).toMatchObject({ code: 'APP_TOKEN_ID_NOT_FOUND' })
  })

  it('lets what the token says win over what is asked for', async () => {
    expect(await startWith(MISMADE_APP_TOKENS.shared, { userId: 'discord_7', type: 2 })).toMatchObject({
      userId: 'somebody',
      sessionType: 0,
    })
    const narrow = await startWith(MISMADE_APP_TOKENS.narrow, { sessionPrivileges: 'sview:0_alps' })
    expect(narrow['privileges']).not.toContain('sview')
  })

  it('gives the role of the token, and no more than the role has', async () => {
    const { ks } = await startWith(ADMIN_APP_TOKEN, {})
    expect(await call('baseEntry', 'list', { ks })).toMatchObject({
      objectType: 'KalturaBaseEntryListResponse',
    })
    expect(await call('user', 'list', { ks })).toMatchObject({ objectType: 'KalturaUserListResponse' })
    expect(await call('session', 'get', { ks })).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
    expect(await call('uiconf', 'get', { ks, id: 46022343 })).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })
})
