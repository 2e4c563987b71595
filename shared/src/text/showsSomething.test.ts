import { describe, expect, it } from 'vitest'
import { showsSomething } from './showsSomething.ts'

describe('what shows something', () => {
  it.each(['a', '🍿', '👩‍👩‍👧‍👦', 'ليا', 'गीता', ' . ', '\u200Dx'])('%j does', text => {
    expect(showsSomething(text)).toBe(true)
  })

  it.each(['', ' ', '\u200D', '\u3164', '\u115F\u1160', '\u2800', '\u202E', '\u00AD', '\uFE0F', '\u{E0041}'])(
    '%j does not',
    text => {
      expect(showsSomething(text)).toBe(false)
    },
  )
})
