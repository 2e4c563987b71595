import { integerOf, listOf, type Parameters } from './parameters.ts'

const INCLUDE_FIELDS = 1
const EXCLUDE_FIELDS = 2

/** Leaves of an object the fields that the caller's response profile asks for. The type always stays. */
export const applyResponseProfile = (
  answer: Readonly<Record<string, unknown>>,
  profile: Parameters,
): Readonly<Record<string, unknown>> => {
  const fields = listOf(profile, 'fields')
  const type = integerOf(profile, 'type')
  if (!fields || (type !== INCLUDE_FIELDS && type !== EXCLUDE_FIELDS)) return answer
  const isKept = (name: string): boolean =>
    name === 'objectType' || fields.includes(name) === (type === INCLUDE_FIELDS)
  return Object.fromEntries(Object.entries(answer).filter(([name]) => isKept(name)))
}
