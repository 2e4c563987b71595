import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { startTestKaltura, type TestKaltura } from '../testing/startTestKaltura.ts'
import type { KalturaCall } from './client.ts'
import { EntrySchema } from './entry.ts'
import { createSecretSessions } from './secretSessions.ts'

let kaltura: TestKaltura
let ks: string
beforeAll(async () => {
  kaltura = await startTestKaltura()
  const session = await createSecretSessions(kaltura).admin('catalogue', 600)
  ks = session.ok ? session.value.ks : ''
})
afterAll(() => kaltura.close())
afterEach(() => kaltura.sandbox.faults.clear())

const entry = (entryId: string) =>
  ({
    service: 'baseentry',
    action: 'get',
    kind: 'read',
    ks,
    parameters: { entryId },
    answer: EntrySchema.pick({ id: true }),
  }) as const

describe('a call', () => {
  it('is answered, or refused inside of a status 200', async () => {
    expect(await kaltura.client.send(entry('0_alps'))).toEqual({ kind: 'answer', value: { id: '0_alps' } })
    expect(await kaltura.client.send(entry('0_nothere1'))).toEqual({
      kind: 'refusal',
      code: 'ENTRY_ID_NOT_FOUND',
    })
  })

  it('is not taken for answered when something is missing', async () => {
    const call = { ...entry('0_alps'), answer: z.object({ ownKey: z.string() }) }
    expect(await kaltura.client.send(call)).toMatchObject({ kind: 'silence' })
  })

  it.each(['read', 'write'] as const)(
    'that got lost is sent again only where that is harmless: %s',
    async kind => {
      const call: KalturaCall<unknown> = { ...entry('0_alps'), kind }
      kaltura.sandbox.faults.add({ service: 'kaltura', kind: 'fail', times: 1 })
      expect(await kaltura.client.send(call)).toMatchObject({ kind: kind === 'read' ? 'answer' : 'silence' })
    },
  )
})

describe('several calls in one', () => {
  it('are answered and refused each by itself', async () => {
    const before = kaltura.calls('multirequest').length
    const ids = ['0_alps', '0_nothere1', '0_testcard']
    expect(await kaltura.client.sendAll(ids.map(entry))).toEqual([
      { kind: 'answer', value: { id: '0_alps' } },
      { kind: 'refusal', code: 'ENTRY_ID_NOT_FOUND' },
      { kind: 'answer', value: { id: '0_testcard' } },
    ])
    expect(kaltura.calls('multirequest').length - before).toBe(1)
  })

  it.each(['garble', 'absent', 'fail'] as const)('all get lost together: %s', async kind => {
    kaltura.sandbox.faults.add({ service: 'kaltura', kind })
    const answers = await kaltura.client.sendAll([entry('0_alps'), entry('0_testcard')])
    expect(answers.map(answer => answer.kind)).toEqual(['silence', 'silence'])
  })
})
