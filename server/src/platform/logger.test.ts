import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'
import { requestContext } from './requestContext.ts'
import { Secret } from './secret.ts'

function logInto(lines: string[]) {
  return createLogger({
    level: 'debug',
    secrets: [new Secret('canary-secret')],
    destination: { write: line => void lines.push(line) },
  })
}

describe('the log', () => {
  it('is JSON lines with the id of the request', () => {
    const lines: string[] = []
    requestContext.run({ requestId: 'r-1' }, () => logInto(lines).info('room.joined', { members: 2 }))
    expect(lines.map(line => JSON.parse(line))).toEqual([
      expect.objectContaining({ event: 'room.joined', members: 2, requestId: 'r-1' }),
    ])
  })

  it('holds no secret, however it got there', () => {
    const lines: string[] = []
    const log = logInto(lines)
    log.warn('x', { text: 'before canary-secret after' })
    log.error('x', new Error('failed at /ks/djJ8MTIzNDU2N3xabcdefgh/a.m3u8 with canary-secret'))
    log.info('x', { header: 'Bearer abcdefghijklmnop', token: 'eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl' })
    expect(lines.join('')).not.toMatch(/canary-secret|djJ8MTIz|abcdefghijklmnop|eyJhbGci/)
    expect(lines).toHaveLength(3)
  })
})
