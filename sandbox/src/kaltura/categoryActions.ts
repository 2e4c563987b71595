import { type Actions, type Call, OVERSEERS } from './action.ts'
import { CATEGORIES, type Category, categoriesOf } from './categories.ts'
import { pageOf } from './entryFilter.ts'
import { kalturaException } from './kalturaException.ts'
import { ENTRY_STATUS, LIBRARY_DAY_S } from './library.ts'
import { integerOf, objectOf, textOf } from './parameters.ts'
import { filterRecords } from './recordFilter.ts'

const ACTIVE = 2

const fullIdsOf = ({ id, parentId }: Category): string => (parentId === 0 ? `${id}` : `${parentId}>${id}`)

const categoryAnswer = (category: Category, { options }: Call): Readonly<Record<string, unknown>> => {
  const living = options.library.entries().filter(({ status }) => status !== ENTRY_STATUS.deleted)
  const isIn = (wanted: Category) => living.filter(entry => categoriesOf(entry).includes(wanted)).length
  const below = CATEGORIES.filter(({ parentId }) => parentId === category.id)
  const direct = isIn(category)
  return {
    objectType: 'KalturaCategory',
    id: category.id,
    parentId: category.parentId,
    depth: category.parentId === 0 ? 0 : 1,
    partnerId: options.partnerId,
    name: category.name,
    fullName: category.fullName,
    fullIds: fullIdsOf(category),
    entriesCount: below.reduce((sum, each) => sum + isIn(each), direct),
    directEntriesCount: direct,
    directSubCategoriesCount: below.length,
    createdAt: LIBRARY_DAY_S,
    updatedAt: LIBRARY_DAY_S,
    description: category.description,
    tags: '',
    status: ACTIVE,
    partnerSortValue: 0,
  }
}

const list = (call: Call): unknown => {
  const filter = objectOf(call.parameters, 'filter')
  const words = textOf(filter, 'freeText').toLowerCase().split(/\s+/)
  const found = CATEGORIES.filter(({ name, description }) =>
    words.every(word => `${name} ${description}`.toLowerCase().includes(word)),
  )
  const records = filterRecords(
    found.map(category => categoryAnswer(category, call)),
    filter,
  )
  const objects = pageOf(records, objectOf(call.parameters, 'pager'))
  return { objectType: 'KalturaCategoryListResponse', objects, totalCount: records.length }
}

const get = (call: Call): unknown => {
  const id = integerOf(call.parameters, 'id')
  const category = CATEGORIES.find(each => each.id === id)
  return category ? categoryAnswer(category, call) : kalturaException('CATEGORY_NOT_FOUND', { ID: `${id}` })
}

export const categoryActions: Actions = {
  'category.list': { required: [], allowed: OVERSEERS, run: list },
  'category.get': { required: ['id'], allowed: OVERSEERS, run: get },
}
