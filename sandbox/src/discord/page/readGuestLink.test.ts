import { describe, expect, it } from 'vitest'
import { readGuestLink } from './readGuestLink.ts'

describe('readGuestLink', () => {
  it('takes a link into a room, with what is pasted around it', () => {
    expect(readGuestLink(' http://localhost:3000/join/abc_-1\n')).toEqual({
      ok: true,
      url: 'http://localhost:3000/join/abc_-1',
    })
  })

  it.each([
    '',
    'nonsense',
    'javascript:alert(1)//join/x',
    'http://localhost:3000/watch',
    'http://localhost:3000/join/',
  ])('says what is wrong with %j', pasted => {
    const read = readGuestLink(pasted)
    expect(read.ok ? '' : read.problem).toMatch(/^[A-Z].+\.$/)
  })
})
