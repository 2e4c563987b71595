import { describe, expect, it } from 'vitest'
import { gridStep } from './gridStep.ts'

describe('gridStep', () => {
  const grid = { count: 7, columns: 3 }

  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 6, null],
    ['ArrowLeft', 0, null],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 5, 6],
    ['ArrowDown', 6, null],
    ['ArrowUp', 4, 1],
    ['ArrowUp', 1, null],
    ['Home', 5, 0],
    ['End', 0, 6],
    ['x', 2, null],
  ])('%s from %i leads to %s', (key, from, to) => {
    expect(gridStep(key, from, grid)).toBe(to)
  })
})
