import type * as z from 'zod'

/** As many unknown keys are named, of so many characters: they are somebody's input. */
const NAMED_KEYS = 3
const KEY_LENGTH = 40

/** What is wrong with a value and what would fit, to be read after its name: `must be at least 1`. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is missing'
        : `must be ${withArticle(issue.expected)}`
    case 'too_small':
      return `must ${amount(issue.origin, 'at least', issue.minimum)}`
    case 'too_big':
      return `must ${amount(issue.origin, 'at most', issue.maximum)}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys':
      return `has keys that are not known: ${issue.keys.slice(0, NAMED_KEYS).map(shortened).join(', ')}`
    case 'invalid_format':
      return issue.format === 'regex' && issue.pattern !== undefined
        ? `must match ${issue.pattern}`
        : `must be a valid ${issue.format}`
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    // What a schema of ours says in words of its own.
    case 'custom':
      return issue.message === 'Invalid input' ? 'does not fit' : issue.message
    default:
      return 'does not fit'
  }
}

const withArticle = (type: string): string =>
  `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type === 'int' ? 'integer' : type}`

/** Of texts the length counts, of lists the number, of numbers the number itself. */
function amount(origin: string, bound: string, limit: number | bigint): string {
  if (origin === 'string') return `have ${bound} ${limit} characters`
  if (origin === 'array' || origin === 'set') return `have ${bound} ${limit} entries`
  return `be ${bound} ${limit}`
}

const shortened = (key: string): string => (key.length > KEY_LENGTH ? `${key.slice(0, KEY_LENGTH)}…` : key)
