import { beforeEach, describe, expect, it } from 'vitest'
import { createTestKaltura, parseJson, type TestKaltura } from './testApi.ts'

let kaltura: TestKaltura
let ks: string

beforeEach(() => {
  kaltura = createTestKaltura()
  ks = kaltura.adminKs
})

const idsOf = (answer: unknown): unknown[] => {
  const objects = Array.isArray(answer) ? answer : Object(answer)['objects']
  return objects.map((object: { id: unknown }) => object.id)
}
const ask = (service: string, action: string, parameters: object) =>
  kaltura.call(service, action, { ks, ...parameters })

/** A list, and no object as other answers are. */
async function execute(id: string, pageSize = 30): Promise<unknown> {
  const query = new URLSearchParams({ format: '1', ks, id, 'pager[pageSize]': `${pageSize}` })
  return parseJson(await kaltura.api({ path: `/api_v3/service/playlist/action/execute?${query}` }))
}

describe('playlists', () => {
  it('are listed, searched and paged', async () => {
    expect(await ask('playlist', 'list', {})).toMatchObject({ totalCount: 3 })
    const found = await ask('playlist', 'list', { filter: { searchTextMatchAnd: 'WINTER programme' } })
    expect(idsOf(found)).toEqual(['0_winter'])
    const pages = [1, 2].map(pageIndex =>
      ask('playlist', 'list', { filter: { orderBy: '+name' }, pager: { pageSize: 2, pageIndex } }),
    )
    expect((await Promise.all(pages)).map(idsOf)).toEqual([['0_shorts', '0_spring'], ['0_winter']])
  })

  it('give what an editor put into them in their order, or what fits their rules', async () => {
    expect(idsOf(await execute('0_winter'))).toEqual(['0_public', '0_harbour', '0_alps'])
    expect(idsOf(await execute('0_shorts', 2))).toEqual(['0_harbour', '0_alps'])
    expect(idsOf(await execute('0_spring'))).toEqual([])
  })

  it('go without what has been deleted, and are found only where they are', async () => {
    const entry = kaltura.options.library.findLiving('0_harbour')
    if (entry) kaltura.options.library.add({ ...entry, status: '3' })
    expect(idsOf(await execute('0_winter'))).toEqual(['0_public', '0_alps'])
    expect(await ask('playlist', 'execute', { id: '0_none' })).toMatchObject({ code: 'INVALID_ENTRY_ID' })
  })
})

describe('categories', () => {
  it('are listed and searched, with how much is in them', async () => {
    expect(await ask('category', 'list', { filter: { orderBy: '+fullName' } })).toMatchObject({
      totalCount: 3,
      objects: [{ fullName: 'Film Club' }, { fullName: 'Film Club>Landscapes', directEntriesCount: 4 }, {}],
    })
    expect(idsOf(await ask('category', 'list', { filter: { freeText: 'talk' } }))).toEqual([310_002])
    expect(await ask('category', 'get', { id: 1 })).toMatchObject({ code: 'CATEGORY_NOT_FOUND' })
  })

  it('hold entries of their own, and not those of the ones below', async () => {
    const inCategory = (id: number) => ask('baseEntry', 'list', { filter: { categoriesIdsMatchOr: `${id}` } })
    expect(idsOf(await inCategory(310_002))).toEqual(['0_lecture', '0_science'])
    expect(idsOf(await inCategory(310_001))).not.toContain('0_lecture')
  })

  it('are nothing that viewers may list', async () => {
    const viewer = kaltura.mint('sview:0_testcard')
    expect(await ask('category', 'list', { ks: viewer })).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })
})

describe('an entry that the account refuses somebody', () => {
  it('plays for everybody else', async () => {
    const entry = kaltura.options.library.findLiving('0_testcard')
    if (entry) kaltura.options.library.add({ ...entry, refusedTo: ['discord_2'] })
    const context = (userId: string) =>
      ask('baseEntry', 'getPlaybackContext', {
        ks: kaltura.mint('sview:0_testcard', { userId }),
        entryId: '0_testcard',
        contextDataParams: { objectType: 'KalturaContextDataParams' },
      })
    expect(await context('discord_1')).toMatchObject({ actions: [] })
    expect(await context('discord_2')).toMatchObject({ actions: [{ type: 1 }], sources: [] })
  })
})
