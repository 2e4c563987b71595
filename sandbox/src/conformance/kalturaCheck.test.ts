import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createKalturaCheck } from './kalturaCheck.ts'

const path = join(mkdtempSync(join(tmpdir(), 'kaltura-schema-')), 'schema.json')
writeFileSync(
  path,
  JSON.stringify({
    services: {
      media: {
        get: {
          params: { entryId: { type: 'string', optional: '0' }, version: { type: 'int', optional: '1' } },
        },
        update: { params: { entry: { type: 'Entry', optional: '0' } } },
        list: { params: { filter: { type: 'Filter', optional: '1' } } },
      },
    },
    classes: {
      Filter: { base: null, abstract: true, props: { total: { type: 'int', readOnly: '1' } } },
      MediaFilter: {
        base: 'Filter',
        abstract: false,
        props: { kindEqual: { type: 'int', enumType: 'Kind' } },
      },
      Entry: {
        base: null,
        abstract: false,
        props: {
          name: { type: 'string', minLength: '1', maxLength: '3' },
          rank: { type: 'int', minValue: '0', maxValue: '9' },
          creatorId: { type: 'string', insertOnly: '1' },
        },
      },
      Other: { base: null, abstract: false, props: {} },
    },
    enums: { Kind: { type: 'int', values: { VIDEO: '1' } } },
  }),
)
const check = createKalturaCheck(path)
const ask = (action: string, requestBody: unknown): string[] =>
  check({ url: `/api_v3/service/${action}`, requestBody })

describe('kalturaCheck', () => {
  it('lets documented requests pass', () => {
    expect(ask('media/action/get', { ks: 'x', format: 1, entryId: '0_a' })).toEqual([])
    expect(ask('media/action/update', { entry: { objectType: 'Entry', name: 'abc', rank: '9' } })).toEqual([])
    expect(ask('media/action/list', { filter: { objectType: 'MediaFilter', kindEqual: 1 } })).toEqual([])
    expect(
      ask('multirequest', { ks: 'x', 1: { service: 'media', action: 'get', entryId: '{2:result:id}' } }),
    ).toEqual([])
  })

  it.each([
    ['media/action/gett', {}, 'no such action'],
    ['media/action/get', {}, 'entryId is missing'],
    ['media/action/get', { entryId: '0_a', version: 'new' }, 'version is no int'],
    ['media/action/get', { entryId: '0_a', verbose: true }, 'verbose is no parameter'],
    ['media/action/list', { filter: { kindEqual: 1 } }, 'Filter is abstract'],
    ['media/action/list', { filter: { objectType: 'Other' } }, 'Other is no Filter'],
    ['media/action/list', { filter: { objectType: 'MediaFilter', kindEqual: 2 } }, 'none of Kind'],
    ['media/action/list', { filter: { objectType: 'MediaFilter', kind: 1 } }, 'no property of MediaFilter'],
    ['media/action/list', { filter: { objectType: 'MediaFilter', total: 1 } }, 'can only be read'],
    ['media/action/update', { entry: { objectType: 'Entry', name: '' } }, 'entry.name is too short'],
    ['media/action/update', { entry: { objectType: 'Entry', name: 'long' } }, 'entry.name is too long'],
    ['media/action/update', { entry: { objectType: 'Entry', rank: 10 } }, 'entry.rank is too large'],
    ['media/action/update', { entry: { objectType: 'Entry', rank: -1 } }, 'entry.rank is too small'],
    ['media/action/update', { entry: { objectType: 'Entry', creatorId: 'a' } }, "creatorId can't be changed"],
    ['multirequest', { 1: { service: 'media', action: 'get' } }, 'entryId is missing'],
  ])('refuses %s %j', (action, body, problem) => {
    expect(ask(action, body).join()).toContain(problem)
  })
})
