import { describe, expect, it } from 'vitest'
import { keepSame } from './keepSame.ts'

describe('keepSame', () => {
  it('is the old value where nothing has changed, however deep', () => {
    const before = { faces: [{ id: '1', state: 'here' }], rate: 1, live: null }
    expect(keepSame(before, structuredClone(before))).toBe(before)
  })

  it('keeps the old parts of a value that has changed', () => {
    const before = { faces: [{ id: '1' }, { id: '2' }], captions: ['Hello'] }
    const after = keepSame(before, { faces: [{ id: '1' }, { id: '3' }], captions: ['Hello'] })
    expect(after).toEqual({ faces: [{ id: '1' }, { id: '3' }], captions: ['Hello'] })
    expect(after.captions).toBe(before.captions)
    expect(after.faces[0]).toBe(before.faces[0])
  })

  it.each([
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: undefined }, { b: undefined }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [[1, 2], [1]],
    [[1], [1, undefined]],
    [[], {}],
    [null, {}],
    [{}, null],
    [0, -0],
  ])('tells %j and %j apart', (before, after) => {
    const kept = keepSame<unknown>(before, after)
    expect(kept).toStrictEqual(after)
    expect(kept).not.toBe(before)
  })

  it('looks into nothing but plain data', () => {
    const after = new Map([['a', 1]])
    expect(keepSame(new Map([['a', 1]]), after)).toBe(after)
  })
})
