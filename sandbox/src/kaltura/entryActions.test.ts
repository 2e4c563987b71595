import { describe, expect, it } from 'vitest'
import { createTestKaltura, idsOf } from './testApi.ts'

const { call, mint, adminKs } = createTestKaltura()

describe('lists', () => {
  const list = (parameters: object, ks = adminKs) => call('baseEntry', 'list', { ks, ...parameters })
  const everything = { pager: { pageSize: 500 } }

  it('show an administrator what is ready, newest first', async () => {
    const ids = idsOf(await list(everything))
    expect(ids.slice(0, 3)).toEqual(['0_testcard', '0_lecture', '0_harbour'])
    expect(ids).not.toContain('0_deleted')
    expect(ids).not.toContain('0_converting')
  })

  it('show other states when asked', async () => {
    expect(idsOf(await list({ filter: { statusIn: '1,3' } }))).toEqual(['0_converting', '0_deleted'])
    expect(idsOf(await list({ filter: { idEqual: '0_deleted' } }))).toEqual(['0_deleted'])
    expect(idsOf(await list({ filter: { idIn: '0_deleted,0_alps' } }))).toEqual(['0_alps'])
  })

  it('show a USER session its own entries alone, unless it may list all or names the entry', async () => {
    const owner = mint('', { userId: 'speaker@filmclub.example' })
    expect(idsOf(await list(everything, mint('sview:0_testcard')))).toEqual([])
    expect(idsOf(await list(everything, owner))).toEqual(['0_lecture'])
    expect(idsOf(await list(everything, mint('list:*')))).toContain('0_testcard')
    expect(idsOf(await list({ filter: { idIn: '0_testcard' } }, mint('')))).toEqual(['0_testcard'])
  })

  it('come in pages that neither overlap nor leave out', async () => {
    const all = await list(everything)
    const paged: string[] = []
    for (let pageIndex = 1; pageIndex <= 4; pageIndex += 1) {
      const page = await list({ pager: { pageSize: 3, pageIndex } })
      expect(page['totalCount']).toBe(all['totalCount'])
      paged.push(...idsOf(page))
    }
    expect(paged).toEqual(idsOf(all).slice(0, 12))
    expect(idsOf(await list({ pager: { pageSize: 3, pageIndex: 99 } }))).toEqual([])
  })

  it.each([
    [{ orderBy: '+duration', mediaTypeIn: '1' }, ['0_night', '0_public', '0_forest']],
    [{ orderBy: '-duration' }, ['0_lecture', '0_broken', '0_testcard']],
    [{ freeText: 'HARBOUR' }, ['0_harbour', '1_live']],
    [{ searchTextMatchAnd: 'harbour live' }, ['1_live']],
    [{ typeEqual: '7' }, ['1_live']],
    [{ tagsMultiLikeOr: 'desert,forest', orderBy: '+name' }, ['0_forest', '0_desert']],
    [{ durationGreaterThan: 600 }, ['0_lecture']],
  ])('are filtered and ordered by %j', async (filter, ids) => {
    expect(idsOf(await list({ filter })).slice(0, 3)).toEqual(ids)
  })

  it('of media leave live streams out', async () => {
    expect(idsOf(await call('media', 'list', { ks: adminKs, ...everything }))).not.toContain('1_live')
    expect(idsOf(await call('liveStream', 'list', { ks: adminKs }))).toEqual(['1_live'])
  })
})

describe('the search', () => {
  const search = (searchItems: object[], more: object = {}, ks = adminKs) =>
    call('elasticsearch_esearch', 'searchEntry', {
      ks,
      searchParams: {
        objectType: 'KalturaESearchEntryParams',
        searchOperator: { objectType: 'KalturaESearchEntryOperator', operator: 1, searchItems },
        ...more,
      },
    })
  const unified = (searchTerm: string, itemType: number) => ({
    objectType: 'KalturaESearchUnifiedItem',
    searchTerm,
    itemType,
  })

  it.each([
    [unified('harb', 2), ['0_harbour', '1_live']],
    [unified('harb', 1), []],
    [unified('Tides', 1), ['0_science']],
    [unified('tides, ex', 3), ['0_science']],
    [unified('dämmerung', 2), ['0_alps']],
    [unified('🍿', 2), ['0_night']],
    [unified('الصحراء', 2), ['0_desert']],
  ])('finds %j', async (item, ids) => {
    expect(idsOf(await search([item]))).toEqual(ids)
  })

  it('combines items, orders and pages', async () => {
    const either = {
      objectType: 'KalturaESearchEntryOperator',
      operator: 2,
      searchItems: [unified('harbour', 2), unified('nature', 2)],
    }
    const short = {
      objectType: 'KalturaESearchEntryItem',
      fieldName: 'length_in_msecs',
      itemType: 5,
      range: { lessThan: 48_000, greaterThan: 0 },
    }
    const order = { sortField: 'name', sortOrder: 'asc', objectType: 'KalturaESearchEntryOrderByItem' }
    const orderBy = { objectType: 'KalturaESearchOrderBy', orderItems: [order] }
    expect(idsOf(await search([either, short], { orderBy }))).toEqual(['0_forest'])
    const names = await search([either], { orderBy })
    expect(idsOf(names)).toEqual(['0_forest', '0_harbour', '1_live'])
  })

  it('shows a USER session nothing of others', async () => {
    expect(idsOf(await search([unified('harbour', 2)], {}, mint('sview:*')))).toEqual([])
  })

  it.each([
    [{ searchTerm: 'x', itemType: 2 }, 'OBJECT_TYPE_ABSTRACT'],
    [{ ...unified('x', 2), objectType: 'KalturaESearchNothing' }, 'INVALID_OBJECT_TYPE'],
    [{ objectType: 'KalturaESearchUnifiedItem', searchTerm: 'x' }, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [unified('', 2), 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    [unified('x', 9), 'INVALID_ENUM_VALUE'],
  ])('refuses %j', async (item, code) => {
    expect(await search([item])).toMatchObject({ code })
  })
})
