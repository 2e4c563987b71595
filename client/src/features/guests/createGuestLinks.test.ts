import type { RoomLink } from '@kaltura-discord/shared/protocol/http/guests.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiError } from '../api/apiResult.ts'
import { createGuestLinks, type GuestLinks } from './createGuestLinks.ts'

const link = (id: string): RoomLink => ({
  id,
  uses: 0,
  maxUses: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  expiresAt: '2026-12-01T00:00:00.000Z',
  makerName: 'Ana',
  isOwn: true,
  mayRevoke: true,
})

/** Answers wait until they are let go, by what was asked. */
function scene() {
  const waiting: { readonly what: string; readonly answer: (value: unknown) => void }[] = []
  const links: GuestLinks = createGuestLinks({
    request: (path, schema, { method, body } = {}) =>
      new Promise(resolve => {
        const what = method ?? (body === undefined ? 'look' : 'make')
        const answer = (value: unknown): void =>
          resolve(value === null ? apiError('serverDown') : { ok: true, value: schema.parse(value) })
        waiting.push({ what: `${what} ${path}`, answer })
      }),
  })
  opened.push(links)
  return {
    links,
    ids: () => links.view.get().links?.map(({ id }) => id),
    async answer(what: string, value: unknown) {
      const index = waiting.findIndex(each => each.what.startsWith(what))
      expect(index, what).toBeGreaterThanOrEqual(0)
      waiting.splice(index, 1)[0]?.answer(value)
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

const uuid = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`
const A = uuid(1)
const B = uuid(2)
const C = uuid(3)

const opened: GuestLinks[] = []

describe('links for guests', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => {
    for (const links of opened.splice(0)) links.close()
    vi.useRealTimers()
  })

  it('that are made or closed aren’t forgotten for a list that is older', async () => {
    const { links, ids, answer } = scene()
    await answer('look', { links: [link(A)] })
    await vi.advanceTimersByTimeAsync(5_000)
    void links.revoke(A)
    void links.make({ maxUses: 1, lifetimeS: 3600 })
    await answer('DELETE', { revoked: 1 })
    await answer('make', { link: link(B), url: 'https://example.org/join/x' })
    await answer('look', { links: [link(A)] })
    expect(ids()).toEqual([B])
    await vi.advanceTimersByTimeAsync(5_000)
    await answer('look', { links: [link(B), link(C)] })
    expect(ids()).toEqual([B, C])
  })

  it('may be made one after the other, each shown once', async () => {
    const { links, ids, answer } = scene()
    await answer('look', { links: [] })
    for (const id of [A, B]) {
      void links.make({ maxUses: 1, lifetimeS: 3600 })
      await answer('make', { link: link(id), url: `https://example.org/join/${id}` })
      expect(links.view.get().fresh?.id).toBe(id)
      links.again()
      expect(links.view.get().fresh).toBeNull()
    }
    expect(ids()).toEqual([B, A])
  })

  it('say that the server doesn’t answer as long as it doesn’t', async () => {
    const { links, answer } = scene()
    await answer('look', null)
    expect(links.view.get().error).toBe('serverDown')
    await vi.advanceTimersByTimeAsync(5_000)
    await answer('look', { links: [] })
    expect(links.view.get().error).toBeNull()
  })
})
