import { createdAtS, mediaTypeOf, typeOf } from './entryAnswer.ts'
import { orderEntries, searchedTexts } from './entryFilter.ts'
import { isKalturaException, type KalturaException, kalturaException } from './kalturaException.ts'
import type { Ks } from './ks.ts'
import { ENTRY_STATUS, type LibraryEntry } from './library.ts'
import { arrayOf, integerOf, listOf, objectOf, type Parameters, textOf } from './parameters.ts'
import { mayList } from './sessions.ts'

type Test = (entry: LibraryEntry) => boolean

const AND = 1
const OR = 2
const NOT = 3

const EXACT_MATCH = 1
const PARTIAL = 2
const STARTS_WITH = 3
const EXISTS = 4
const RANGE = 5

/** KalturaESearchEntryFieldName: the texts and numbers of an entry by their names in the search index. */
const TEXT_FIELDS: Readonly<Record<string, (entry: LibraryEntry) => string>> = {
  id: entry => entry.id,
  name: entry => entry.name,
  description: entry => entry.description,
  tags: entry => entry.tags,
  user_id: entry => entry.userId,
  kuser_id: entry => entry.userId,
  entry_type: typeOf,
  media_type: entry => `${mediaTypeOf(entry)}`,
}

const NUMBER_FIELDS: Readonly<Record<string, (entry: LibraryEntry) => number>> = {
  created_at: createdAtS,
  updated_at: createdAtS,
  length_in_msecs: entry => entry.durationS * 1000,
  plays: entry => entry.plays,
  views: entry => entry.views,
}

const wordsIn = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}\p{Emoji_Presentation}_]+/u)

const matchesText = (itemType: number, rawTerm: string, rawText: string): boolean => {
  const term = rawTerm.toLowerCase()
  const text = rawText.toLowerCase()
  if (itemType === STARTS_WITH) return text.startsWith(term)
  if (itemType === EXISTS) return text !== ''
  if (itemType === EXACT_MATCH) {
    return text === term || term.split(/\s+/).every(word => wordsIn(text).includes(word))
  }
  return term.split(/\s+/).every(word => text.includes(word))
}

const rangeTest = (item: Parameters, read: (entry: LibraryEntry) => number): Test => {
  const range = objectOf(item, 'range')
  const [from, to] = [integerOf(range, 'greaterThanOrEqual'), integerOf(range, 'lessThanOrEqual')]
  const [above, below] = [integerOf(range, 'greaterThan'), integerOf(range, 'lessThan')]
  return entry => {
    const value = read(entry)
    return (
      value >= (from ?? Number.NEGATIVE_INFINITY) &&
      value <= (to ?? Number.POSITIVE_INFINITY) &&
      value > (above ?? Number.NEGATIVE_INFINITY) &&
      value < (below ?? Number.POSITIVE_INFINITY)
    )
  }
}

const itemTypeOf = (item: Parameters): number | KalturaException => {
  const itemType = integerOf(item, 'itemType')
  if (itemType !== undefined && [EXACT_MATCH, PARTIAL, STARTS_WITH, EXISTS, RANGE].includes(itemType)) {
    return itemType
  }
  if (itemType === undefined) {
    return kalturaException('PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: 'itemType' })
  }
  const args = { ENUM_VAL: `${itemType}`, PARAM_NAME: 'itemType', ENUM_TYPE: 'KalturaESearchItemType' }
  return kalturaException('INVALID_ENUM_VALUE', args)
}

const missingTerm = (item: Parameters, itemType: number): KalturaException | undefined =>
  itemType !== EXISTS && itemType !== RANGE && textOf(item, 'searchTerm') === ''
    ? kalturaException('PROPERTY_VALIDATION_CANNOT_BE_NULL', { PROP_NAME: 'searchTerm' })
    : undefined

const unifiedTest = (item: Parameters, itemType: number): Test => {
  const term = textOf(item, 'searchTerm')
  return entry => searchedTexts(entry).some(text => matchesText(itemType, term, text))
}

const fieldTest = (item: Parameters, itemType: number): Test | KalturaException => {
  const fieldName = textOf(item, 'fieldName')
  const text = TEXT_FIELDS[fieldName]
  const number = NUMBER_FIELDS[fieldName]
  if (number && itemType === RANGE) return rangeTest(item, number)
  const read = text ?? (number && ((entry: LibraryEntry) => `${number(entry)}`))
  if (!read) {
    const args = { ENUM_VAL: fieldName, PARAM_NAME: 'fieldName', ENUM_TYPE: 'KalturaESearchEntryFieldName' }
    return kalturaException('INVALID_ENUM_VALUE', args)
  }
  return entry => matchesText(itemType, textOf(item, 'searchTerm'), read(entry))
}

const leafTest = (
  item: Parameters,
  build: (item: Parameters, itemType: number) => Test | KalturaException,
): Test | KalturaException => {
  const itemType = itemTypeOf(item)
  if (isKalturaException(itemType)) return itemType
  return missingTerm(item, itemType) ?? build(item, itemType)
}

const combine = (operator: number, tests: readonly Test[]): Test => {
  if (operator === OR) return entry => tests.some(test => test(entry))
  if (operator === NOT) return entry => !tests.some(test => test(entry))
  return entry => tests.every(test => test(entry))
}

const operatorTest = (item: Parameters): Test | KalturaException => {
  const tests = arrayOf(item, 'searchItems').map(itemTest)
  const refused = tests.find(isKalturaException)
  if (refused) return refused
  return combine(
    integerOf(item, 'operator') ?? AND,
    tests.filter(test => typeof test === 'function'),
  )
}

/** Search items are of an abstract class: each must say which one it is. */
const itemTest = (item: Parameters): Test | KalturaException => {
  const objectType = textOf(item, 'objectType')
  if (objectType === 'KalturaESearchEntryOperator') return operatorTest(item)
  if (objectType === 'KalturaESearchUnifiedItem') return leafTest(item, unifiedTest)
  if (objectType === 'KalturaESearchEntryItem') return leafTest(item, fieldTest)
  if (objectType === '')
    return kalturaException('OBJECT_TYPE_ABSTRACT', { OBJ_TYPE: 'KalturaESearchEntryBaseItem' })
  return kalturaException('INVALID_OBJECT_TYPE', { INVALID_OBJ_TYPE: objectType })
}

const orderByOf = (searchParams: Parameters): string => {
  const [first] = arrayOf(objectOf(searchParams, 'orderBy'), 'orderItems')
  if (!first) return ''
  const camelCase = textOf(first, 'sortField').replaceAll(/_(\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  )
  return `${textOf(first, 'sortOrder') === 'asc' ? '+' : '-'}${camelCase}`
}

/** `elasticsearch_esearch.searchEntry` without its paging. */
export const searchEntries = (
  entries: readonly LibraryEntry[],
  searchParams: Parameters,
  ks: Ks | undefined,
): readonly LibraryEntry[] | KalturaException => {
  const test = operatorTest(objectOf(searchParams, 'searchOperator'))
  if (isKalturaException(test)) return test
  const statuses = listOf(searchParams, 'objectStatuses') ?? [ENTRY_STATUS.ready]
  const ids = listOf(searchParams, 'objectIds') ?? listOf(searchParams, 'objectId')
  const found = entries.filter(
    entry =>
      statuses.includes(entry.status) &&
      (ids?.includes(entry.id) ?? true) &&
      (mayList(ks) || (ks !== undefined && entry.userId === ks.userId)) &&
      test(entry),
  )
  return orderEntries(found, orderByOf(searchParams))
}
