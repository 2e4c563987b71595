import { describe, expect, it } from 'vitest'
import { createFaultList } from './faultList.ts'

const request = {
  service: 'kaltura',
  method: 'POST',
  pathAndQuery: '/api_v3/service/media/action/list',
  user: null,
} as const

describe('createFaultList', () => {
  it('hits as often as told', () => {
    const faults = createFaultList()
    faults.add({ service: 'kaltura', kind: 'fail', times: 2 })
    expect([1, 2, 3].map(() => faults.take(request).length)).toEqual([1, 1, 0])
    expect(faults.list()).toEqual([])
  })

  it('hits its service, path, method and person only', () => {
    const faults = createFaultList()
    faults.add({ service: 'discord', kind: 'fail' })
    faults.add({ service: 'kaltura', kind: 'fail', pathContains: 'session' })
    faults.add({ service: 'kaltura', kind: 'fail', user: 'ben' })
    faults.add({ service: 'kaltura', kind: 'fail', method: 'PATCH' })
    expect(faults.take(request)).toEqual([])
    expect(faults.take({ ...request, user: 'ana' })).toEqual([])
    expect(faults.take({ ...request, user: 'ben' })).toHaveLength(1)
    expect(faults.take({ ...request, method: 'PATCH' })).toHaveLength(1)
    expect(faults.take({ ...request, pathAndQuery: '/api_v3/service/session/action/start' })).toHaveLength(1)
  })

  it('ends when removed', () => {
    const faults = createFaultList()
    const id = faults.add({ service: 'kaltura', kind: 'absent' })
    expect(faults.list()).toEqual([{ id, fault: { service: 'kaltura', kind: 'absent' }, hits: 0 }])
    expect(faults.remove(id)).toBe(true)
    expect(faults.remove(id)).toBe(false)
    expect(faults.take(request)).toEqual([])
  })
})
