import { integerOf, listOf, type Parameters, textOf } from './parameters.ts'

/** An object as the API answers it. */
export type AnswerRecord = Readonly<Record<string, unknown>>

type Test = (value: string, wanted: string) => boolean

const oneOf: Test = (value, wanted) =>
  wanted
    .split(',')
    .map(part => part.trim())
    .includes(value)
const like: Test = (value, wanted) => value.toLowerCase().includes(wanted.trim().toLowerCase())
const some: Test = (value, wanted) => wanted.split(',').some(part => like(value, part))
const every: Test = (value, wanted) => wanted.split(',').every(part => like(value, part))
const atLeast: Test = (value, wanted) => value !== '' && Number(value) >= Number(wanted)
const atMost: Test = (value, wanted) => value !== '' && Number(value) <= Number(wanted)

/** How the names of Kaltura's filters end, and what that asks of the property whose name stands before. */
const ENDINGS: readonly (readonly [ending: string, test: Test])[] = [
  ['GreaterThanOrEqualOrNull', (value, wanted) => value === '' || atLeast(value, wanted)],
  ['LessThanOrEqualOrNull', (value, wanted) => value === '' || atMost(value, wanted)],
  ['GreaterThanOrEqual', atLeast],
  ['LessThanOrEqual', atMost],
  ['MultiLikeAnd', every],
  ['MultiLikeOr', some],
  ['NotEqual', (value, wanted) => value !== wanted],
  ['NotIn', (value, wanted) => !oneOf(value, wanted)],
  ['Equal', (value, wanted) => value === wanted],
  ['Like', like],
  ['In', oneOf],
]

const printable = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : ''

const testOf = (name: string, wanted: string): ((record: AnswerRecord) => boolean) | undefined => {
  const [ending, test] = ENDINGS.find(([candidate]) => name.endsWith(candidate)) ?? []
  if (!ending || !test) return undefined
  const property = name.slice(0, -ending.length)
  return record => test(printable(record[property]), wanted)
}

const compare = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : printable(a).localeCompare(printable(b), 'en')

const ordered = (records: readonly AnswerRecord[], orderBy: string): readonly AnswerRecord[] => {
  const name = orderBy.slice(1) || 'createdAt'
  const direction = orderBy.startsWith('+') ? 1 : -1
  return [...records].sort(
    (a, b) => direction * compare(a[name], b[name]) || direction * compare(a['id'], b['id']),
  )
}

/** By the names of the filter's properties: `statusIn` looks at `status`. What ends otherwise is ignored. */
export const filterRecords = (
  records: readonly AnswerRecord[],
  filter: Parameters,
): readonly AnswerRecord[] => {
  const tests = Object.keys(filter)
    .filter(name => listOf(filter, name) !== undefined)
    .flatMap(name => testOf(name, textOf(filter, name)) ?? [])
  return ordered(
    records.filter(record => tests.every(test => test(record))),
    textOf(filter, 'orderBy'),
  )
}

export const hasAny = (filter: Parameters, names: readonly string[]): boolean =>
  names.some(name => integerOf(filter, name) !== undefined || textOf(filter, name) !== '')
