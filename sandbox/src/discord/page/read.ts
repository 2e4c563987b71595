/*
 * The page is served as it is written, without dependencies, so what comes from frames and from the
 * backend is read by these few combinators: a reader returns the typed value or throws a `ShapeError`
 * that names the place.
 */

export class ShapeError extends Error {}

export type Reader<T> = (value: unknown, at?: string) => T

const wrong = (at: string, expected: string): never => {
  throw new ShapeError(`${at === '' ? 'value' : at} must be ${expected}`)
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const text =
  (limits: { readonly min?: number; readonly max?: number } = {}): Reader<string> =>
  (value, at = '') => {
    if (typeof value !== 'string') return wrong(at, 'a string')
    if (limits.max !== undefined && value.length > limits.max) {
      return wrong(at, `at most ${limits.max} characters long`)
    }
    if (limits.min !== undefined && value.length < limits.min) {
      return wrong(at, `at least ${limits.min} characters long`)
    }
    return value
  }

export const number: Reader<number> = (value, at = '') =>
  typeof value === 'number' && Number.isFinite(value) ? value : wrong(at, 'a number')

export const flag: Reader<boolean> = (value, at = '') =>
  typeof value === 'boolean' ? value : wrong(at, 'a boolean')

export const webAddress: Reader<string> = (value, at = '') => {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null
  return url !== null && ['http:', 'https:'].includes(url.protocol) ? url.href : wrong(at, 'a valid uri')
}

export const oneOf =
  <const T extends string | number>(allowed: readonly T[]): Reader<T> =>
  (value, at = '') => {
    const found = allowed.find(candidate => candidate === value)
    return found === undefined ? wrong(at, `one of ${allowed.join(', ')}`) : found
  }

export const optional =
  <T>(inner: Reader<T>): Reader<T | undefined> =>
  (value, at) =>
    value === undefined ? undefined : inner(value, at)

export const nullable =
  <T>(inner: Reader<T>): Reader<T | null> =>
  (value, at) =>
    value === null ? null : inner(value, at)

export const list =
  <T>(inner: Reader<T>): Reader<readonly T[]> =>
  (value, at = '') =>
    Array.isArray(value) ? value.map((item, index) => inner(item, `${at}[${index}]`)) : wrong(at, 'an array')

/** Keys that nobody named are dropped. */
export const object =
  <T extends object>(shape: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> =>
  (value, at = '') => {
    if (!isRecord(value)) return wrong(at, 'an object')
    const result: Partial<T> = {}
    for (const key in shape) result[key] = shape[key](value[key], at === '' ? key : `${at}.${key}`)
    return complete(shape, result, at)
  }

export const dictionary =
  <T>(inner: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (value, at = '') => {
    if (!isRecord(value)) return wrong(at, 'an object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item, `${at}.${key}`)]))
  }

/** For commands without arguments: whatever was sent along is ignored, as Discord does. */
export const nothing: Reader<undefined> = () => undefined

function complete<T extends object>(
  shape: { readonly [K in keyof T]: unknown },
  value: Partial<T>,
  at: string,
): T {
  return isComplete(shape, value) ? value : wrong(at, 'an object')
}

const isComplete = <T extends object>(
  shape: { readonly [K in keyof T]: unknown },
  value: Partial<T>,
): value is T => Object.keys(shape).every(key => key in value)
