import { describe, expect, it } from 'vitest'
import { readHostState, readShimSample } from './hostState.ts'
import { list, number, object, optional, ShapeError, text, webAddress } from './read.ts'

describe('readers', () => {
  const read = object<{
    readonly name: string
    readonly ages: readonly number[]
    readonly note: string | undefined
  }>({
    name: text({ max: 3 }),
    ages: list(number),
    note: optional(text()),
  })

  it('return what was described and drop the rest', () => {
    expect(read({ name: 'ana', ages: [1], extra: true })).toEqual({ name: 'ana', ages: [1], note: undefined })
  })

  it.each([
    [{ name: 'anna', ages: [] }, 'name must be at most 3 characters long'],
    [{ name: 'ana', ages: [1, 'x'] }, 'ages[1] must be a number'],
    [{ name: 'ana', ages: [Number.NaN] }, 'ages[0] must be a number'],
    [{ ages: [] }, 'name must be a string'],
    [[], 'value must be an object'],
    [null, 'value must be an object'],
  ])('name the place that is wrong in %j', (value, message) => {
    expect(() => read(value)).toThrow(new ShapeError(message))
  })

  it('take web addresses only where one is meant', () => {
    expect(webAddress('https://example.org')).toBe('https://example.org/')
    expect(() => webAddress('file:///etc/passwd')).toThrow(ShapeError)
  })

  it('know the messages of the sandbox', () => {
    expect(readShimSample({ sandbox: 'sample', atMs: 1.5, video: null })).toEqual({
      sandbox: 'sample',
      atMs: 1.5,
      video: null,
    })
    expect(() => readShimSample({ sandbox: 'sample', atMs: '1' })).toThrow(ShapeError)
    expect(() => readHostState({})).toThrow(ShapeError)
  })
})
