import { describe, expect, it } from 'vitest'
import { describeBody } from './describeBody.ts'
import { REDACTED, redactHeaders, redactText, redactValue } from './redact.ts'

const CANARY = 'canary7f3a'
const SESSION = `djJ8MTIzNDU2N3${CANARY}_-x`

describe('redactValue', () => {
  it.each([
    'client_secret',
    'code',
    'code_verifier',
    'access_token',
    'refresh_token',
    'ks',
    'secret',
    'tokenHash',
  ])('takes %s out of what is sent, however deep', key => {
    const redacted = JSON.stringify(redactValue({ 1: [{ [key]: CANARY, kept: 'yes' }] }, 'request'))
    expect(redacted).not.toContain(CANARY)
    expect(redacted).toContain('yes')
  })

  it('takes sessions out wherever they stand', () => {
    expect(redactValue(['x', SESSION, { url: `https://k/p/1/ks/${SESSION}/a.m3u8` }], 'response')).toEqual([
      'x',
      REDACTED,
      { url: `https://k/p/1/ks/${REDACTED}/a.m3u8` },
    ])
  })

  it('takes personal links out, and leaves what only looks like one', () => {
    const secret = CANARY.padEnd(43, '_')
    expect(redactText(`[Join](http://127.0.0.1:3000/join/${secret}) http://h/join/k7f29x3qab`)).toBe(
      `[Join](http://127.0.0.1:3000/join/${REDACTED}) http://h/join/k7f29x3qab`,
    )
  })

  it('leaves the code of an error, which names what went wrong', () => {
    expect(redactValue({ code: 'INVALID_KS', message: 'no' }, 'response')).toEqual({
      code: 'INVALID_KS',
      message: 'no',
    })
  })

  it('finds the items of a form-encoded multirequest', () => {
    expect(redactValue({ '1:ks': CANARY, '2:secret': CANARY, '1:service': 'media' }, 'request')).toEqual({
      '1:ks': REDACTED,
      '2:secret': REDACTED,
      '1:service': 'media',
    })
  })
})

describe('redactText', () => {
  it.each([
    [`/x?ks=${CANARY}&a=1`, `/x?ks=${REDACTED}&a=1`],
    [`/x?a=1&access_token=${CANARY}`, `/x?a=1&access_token=${REDACTED}`],
    [`/p/1/ks/${CANARY}/x`, `/p/1/ks/${REDACTED}/x`],
    [`sent Bearer ${CANARY}abc`, `sent Bearer ${REDACTED}`],
  ])('%s', (text, redacted) => {
    expect(redactText(text)).toBe(redacted)
  })
})

describe('redactHeaders', () => {
  it('keeps the scheme and nothing else of an authorization', () => {
    const headers = {
      authorization: `Bot ${CANARY}`,
      'x-kaltura-ks': CANARY,
      cookie: `s=${CANARY}`,
      accept: '*/*',
    }
    expect(redactHeaders(headers, 'request')).toEqual({
      authorization: `Bot ${REDACTED}`,
      'x-kaltura-ks': REDACTED,
      cookie: REDACTED,
      accept: '*/*',
    })
  })
})

describe('describeBody', () => {
  it('parses JSON and forms', () => {
    expect(describeBody(Buffer.from('{"a":1}'), 'application/json', 'request')).toEqual({ a: 1 })
    const form = Buffer.from(`grant_type=authorization_code&code=${CANARY}`)
    expect(describeBody(form, 'application/x-www-form-urlencoded', 'request')).toEqual({
      grant_type: 'authorization_code',
      code: REDACTED,
    })
  })

  it('says of what isn’t text how large it was', () => {
    expect(describeBody(Buffer.alloc(5), 'video/mp4', 'response')).toBe('<5 bytes of video/mp4>')
  })

  it('shows broken JSON as the text it is, without its sessions', () => {
    expect(describeBody(Buffer.from(`{"ks":"${SESSION}`), 'application/json', 'response')).toBe(
      `{"ks":"${REDACTED}`,
    )
  })
})
