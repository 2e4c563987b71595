import { categoriesOf } from './categories.ts'
import { createdAtS, mediaTypeOf, typeOf } from './entryAnswer.ts'
import type { Ks } from './ks.ts'
import { ENTRY_STATUS, type LibraryEntry } from './library.ts'
import { integerOf, listOf, type Parameters, textOf } from './parameters.ts'
import { mayList } from './sessions.ts'

type Test = (entry: LibraryEntry) => boolean

/** The texts that Kaltura's free search looks through. */
export const searchedTexts = (entry: LibraryEntry): readonly string[] => [
  entry.name,
  entry.tags,
  entry.description,
  entry.categories,
  entry.id,
]

const containsWord =
  (word: string): Test =>
  entry =>
    searchedTexts(entry).some(text => text.toLowerCase().includes(word))

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(word => word !== '')

type FilterRule = (value: string) => Test

const oneOf =
  (read: (entry: LibraryEntry) => string): FilterRule =>
  value =>
  entry =>
    value
      .split(',')
      .map(part => part.trim())
      .includes(read(entry))

const not =
  (rule: FilterRule): FilterRule =>
  value =>
  entry =>
    !rule(value)(entry)

const compared =
  (
    read: (entry: LibraryEntry) => number,
    isKept: (entryValue: number, wanted: number) => boolean,
  ): FilterRule =>
  value =>
  entry =>
    isKept(read(entry), Number(value))

const id = oneOf(entry => entry.id)
const status = oneOf(entry => entry.status)
const type = oneOf(typeOf)
const mediaType = oneOf(entry => `${mediaTypeOf(entry)}`)
const durationS = (entry: LibraryEntry): number => entry.durationS
const matchAll: FilterRule = value => entry => wordsOf(value).every(word => containsWord(word)(entry))
const matchAny: FilterRule = value => entry => wordsOf(value).some(word => containsWord(word)(entry))
const like =
  (read: (entry: LibraryEntry) => string): FilterRule =>
  value =>
  entry =>
    read(entry).toLowerCase().includes(value.toLowerCase())

/** Properties of KalturaMediaEntryFilter that are understood. Others are ignored. */
const RULES: Readonly<Record<string, FilterRule>> = {
  idEqual: id,
  idIn: id,
  idNotIn: not(id),
  redirectFromEntryId: id,
  rootEntryIdEqual: oneOf(entry => entry.rootEntryId ?? entry.id),
  rootEntryIdIn: oneOf(entry => entry.rootEntryId ?? entry.id),
  statusEqual: status,
  statusIn: status,
  statusNotEqual: not(status),
  statusNotIn: not(status),
  typeEqual: type,
  typeIn: type,
  mediaTypeEqual: mediaType,
  mediaTypeIn: mediaType,
  userIdEqual: oneOf(entry => entry.userId),
  userIdIn: oneOf(entry => entry.userId),
  nameEqual: oneOf(entry => entry.name),
  nameLike: like(entry => entry.name),
  tagsLike: like(entry => entry.tags),
  tagsMultiLikeAnd: value => entry => value.split(',').every(tag => like(e => e.tags)(tag.trim())(entry)),
  tagsMultiLikeOr: value => entry => value.split(',').some(tag => like(e => e.tags)(tag.trim())(entry)),
  // Of a category alone, without those below it.
  categoriesIdsMatchOr: value => entry =>
    categoriesOf(entry).some(({ id: categoryId }) => value.split(',').includes(`${categoryId}`)),
  freeText: matchAll,
  searchTextMatchAnd: matchAll,
  searchTextMatchOr: matchAny,
  createdAtGreaterThanOrEqual: compared(createdAtS, (a, b) => a >= b),
  createdAtLessThanOrEqual: compared(createdAtS, (a, b) => a <= b),
  durationGreaterThan: compared(durationS, (a, b) => a > b),
  durationGreaterThanOrEqual: compared(durationS, (a, b) => a >= b),
  durationLessThan: compared(durationS, (a, b) => a < b),
  durationLessThanOrEqual: compared(durationS, (a, b) => a <= b),
}

const STATUS_RULES = ['statusEqual', 'statusIn', 'statusNotEqual', 'statusNotIn']
/** One entry asked for by its id is found in any state, even deleted. */
const ONE_ID_RULES = ['idEqual', 'redirectFromEntryId']
/** Asking for entries by their ids lifts the rule that a session without `list:*` sees only its own. */
const ID_RULES = ['idEqual', 'idIn', 'redirectFromEntryId']

const ORDERS: Readonly<Record<string, (entry: LibraryEntry) => number | string>> = {
  name: entry => entry.name,
  createdAt: createdAtS,
  updatedAt: createdAtS,
  recent: createdAtS,
  plays: entry => entry.plays,
  views: entry => entry.views,
  duration: durationS,
  mediaType: mediaTypeOf,
}

/** `+name` and `-name`; Kaltura's own order, newest first, where none or an unknown one is asked for. */
export const orderEntries = (entries: readonly LibraryEntry[], orderBy: string): readonly LibraryEntry[] => {
  const read = ORDERS[orderBy.slice(1)] ?? createdAtS
  const direction = ORDERS[orderBy.slice(1)] && orderBy.startsWith('+') ? 1 : -1
  return [...entries].sort((a, b) => direction * compare(read(a), read(b)) || compare(a.id, b.id))
}

const compare = (a: number | string, b: number | string): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return `${a}`.localeCompare(`${b}`, 'en')
}

export const filterEntries = (
  entries: readonly LibraryEntry[],
  filter: Parameters,
  ks: Ks | undefined,
): readonly LibraryEntry[] => {
  const asked = Object.keys(RULES).filter(name => listOf(filter, name) !== undefined)
  const tests = asked.flatMap(name => RULES[name]?.(textOf(filter, name)) ?? [])
  const hasStates = [...STATUS_RULES, ...ONE_ID_RULES].some(name => asked.includes(name))
  if (!hasStates) tests.push(status(ENTRY_STATUS.ready))
  if (!mayList(ks) && !asked.some(name => ID_RULES.includes(name))) {
    tests.push(entry => ks !== undefined && ks.userId !== '' && entry.userId === ks.userId)
  }
  const kept = entries.filter(entry => tests.every(test => test(entry)))
  return orderEntries(kept, textOf(filter, 'orderBy'))
}

const DEFAULT_PAGE_SIZE = 30
const LARGEST_PAGE_SIZE = 500

/** One page; pages count from 1. */
export const pageOf = <Item>(items: readonly Item[], pager: Parameters): readonly Item[] => {
  const size = Math.min(integerOf(pager, 'pageSize') ?? DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE)
  const index = Math.max(integerOf(pager, 'pageIndex') ?? 1, 1)
  return items.slice((index - 1) * size, index * size)
}
