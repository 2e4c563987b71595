import { describe, expect, it } from 'vitest'
import { createMemoryStorage, provideStorage } from './provideStorage.ts'

describe('provideStorage', () => {
  it('stands in where the browser denies it, and only there', () => {
    const mine = createMemoryStorage()
    const page = Object.create(null, {
      localStorage: {
        configurable: true,
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      },
      sessionStorage: { configurable: true, value: mine },
    })
    provideStorage(page)
    page.localStorage.setItem('volume', '1')
    expect(page.localStorage.getItem('volume')).toBe('1')
    expect(page.sessionStorage).toBe(mine)
  })

  it('keeps what it is given, as text', () => {
    const storage = createMemoryStorage()
    storage.setItem('a', '1')
    storage.setItem('b', '2')
    expect([storage.length, storage.key(1), storage.getItem('c')]).toEqual([2, 'b', null])
    storage.removeItem('a')
    expect(storage.length).toBe(1)
    storage.clear()
    expect(storage.getItem('b')).toBeNull()
  })
})
