import type { StandInResponse } from '../standIn.ts'

/** One thing that is wrong with a body, where it stands. */
export interface FormProblem {
  readonly path: readonly (string | number)[]
  /** A word of Discord's: `BASE_TYPE_REQUIRED`. */
  readonly code: string
  readonly message: string
}

interface Tree {
  [key: string]: Tree | { code: string; message: string }[]
}

/** `Invalid Form Body`, with every problem at its place. */
export function invalidFormOf(problems: readonly FormProblem[]): StandInResponse {
  const errors: Tree = {}
  for (const { path, code, message } of problems) {
    let place = errors
    for (const part of path) {
      const next = place[part]
      const tree: Tree = next === undefined || Array.isArray(next) ? {} : next
      place[part] = tree
      place = tree
    }
    const there = place['_errors']
    place['_errors'] = [...(Array.isArray(there) ? there : []), { code, message }]
  }
  return { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors } }
}
