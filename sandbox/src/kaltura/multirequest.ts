import { z } from 'zod'
import { type ApiState, dispatch } from './dispatch.ts'
import { type Parameters, parametersSchema } from './parameters.ts'

/** `{2:result:objects:0:id}`: a property of an earlier answer. */
const REFERENCE = /\{(\d+):result(?::([^{}]*))?\}/g
/** Top-level parameters that every part inherits, unless it has its own. */
const COMMON = ['ks', 'partnerId', 'clientTag', 'apiVersion', 'language']

const printableSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String).catch('')

const followPath = (answer: unknown, path: string): unknown =>
  path
    .split(':')
    .filter(step => step !== '')
    .reduce<unknown>((value, step) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
      return Reflect.get(value, step)
    }, answer)

/** What can't be found becomes an empty text, as with Kaltura: the part then fails for its own reasons. */
const resolveText = (text: string, answers: readonly unknown[]): string =>
  text.replaceAll(REFERENCE, (_, number: string, path: string | undefined) =>
    printableSchema.parse(followPath(answers[Number(number) - 1], path ?? '')),
  )

const resolve = (value: unknown, answers: readonly unknown[]): unknown => {
  if (typeof value === 'string') return resolveText(value, answers)
  if (Array.isArray(value)) return value.map(item => resolve(item, answers))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, answers)]))
}

const withoutEmptyKs = (part: Parameters): Parameters =>
  part['ks'] === '' ? Object.fromEntries(Object.entries(part).filter(([name]) => name !== 'ks')) : part

/** Parts one after the other, in the order of their numbers; one that fails doesn't stop the others. */
export const multirequest = (parameters: Parameters, path: string, state: ApiState): readonly unknown[] => {
  const common = Object.fromEntries(
    COMMON.filter(name => parameters[name] !== undefined).map(name => [name, parameters[name]]),
  )
  const parts = Object.keys(parameters)
    .filter(name => /^\d+$/.test(name))
    .sort((a, b) => Number(a) - Number(b))
  const answers: unknown[] = []
  for (const name of parts) {
    const part = parametersSchema.catch({}).parse(resolve(parameters[name], answers))
    answers.push(dispatch({ ...common, ...withoutEmptyKs(part) }, path, state))
  }
  return answers
}
