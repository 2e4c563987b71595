import type { Video, VideoPage } from '@kaltura-discord/shared/protocol/http.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VideoQuery } from '../api/apiClient.ts'
import type { ApiResult } from '../api/apiResult.ts'
import { apiError } from '../api/apiResult.ts'
import { createLibrary } from './library.ts'

type Page = VideoPage

/** A server whose answers come when the test says so. */
function slowServer() {
  const asked: { query: VideoQuery; answer: (result: ApiResult<Page>) => void }[] = []
  const videos = (query: VideoQuery): Promise<ApiResult<Page>> =>
    new Promise(answer => asked.push({ query, answer }))
  const page = (ids: string[], nextCursor: string | null = null): ApiResult<Page> => ({
    ok: true,
    value: { videos: ids.map(video), total: null, nextCursor },
  })
  return { videos, asked, page }
}

function video(id: string): Video {
  return {
    id,
    name: id,
    description: '',
    tags: [],
    kind: 'vod',
    durationS: 60,
    dvrWindowS: null,
    thumbnailUrl: `/api/v1/videos/${id}/thumbnail`,
    createdAt: '2026-01-01T00:00:00Z',
    plays: 0,
  }
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

describe('library', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('is closed for whom the server refuses it, and not for whom it only failed', async () => {
    const server = slowServer()
    const library = createLibrary(server)
    expect(library.closed.get()).toBe(false)
    library.load()
    server.asked[0]?.answer(apiError('forbidden'))
    await settle()
    expect(library.closed.get()).toBe(true)
    library.load()
    expect(library.closed.get()).toBe(true)
    server.asked[1]?.answer(server.page(['a']))
    await settle()
    expect(library.closed.get()).toBe(false)
    library.load()
    server.asked[2]?.answer(apiError('kaltura_unavailable'))
    await settle()
    expect(library.closed.get()).toBe(false)
  })

  it('asks once when somebody stops typing', async () => {
    const server = slowServer()
    const library = createLibrary(server)
    for (const text of ['c', 'ca', 'cat']) library.type(text)
    await vi.advanceTimersByTimeAsync(249)
    expect(server.asked).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(server.asked.map(({ query }) => query.text)).toEqual(['cat'])
  })

  it('says how old an answer is until there is one of now', async () => {
    const server = slowServer()
    const library = createLibrary(server)
    const { videos, total, nextCursor } = { videos: [video('0_cat')], total: 1, nextCursor: null }
    library.load()
    server.asked[0]?.answer({ ok: true, value: { videos, total, nextCursor, asOf: '2026-01-01T14:05:00Z' } })
    await settle()
    expect(library.view.get().asOf).toBe('2026-01-01T14:05:00Z')
    library.load()
    server.asked[1]?.answer({ ok: true, value: { videos, total, nextCursor } })
    await settle()
    expect(library.view.get().asOf).toBeNull()
  })

  it('never shows an answer to an older question', async () => {
    const server = slowServer()
    const library = createLibrary(server)
    library.load()
    library.type('cat')
    await vi.advanceTimersByTimeAsync(250)
    server.asked[1]?.answer(server.page(['0_cat']))
    await settle()
    server.asked[0]?.answer(server.page(['0_old']))
    await settle()
    expect(library.view.get().videos.map(({ id }) => id)).toEqual(['0_cat'])
    expect(server.asked[0]?.query.signal?.aborted).toBe(true)
  })

  it('says that it is slow only after a while, and keeps showing what was there', async () => {
    const server = slowServer()
    const library = createLibrary(server)
    library.load()
    expect(library.view.get().slow).toBe(false)
    await vi.advanceTimersByTimeAsync(300)
    expect(library.view.get().slow).toBe(true)
    server.asked[0]?.answer(server.page(['0_a']))
    await settle()
    expect(library.view.get()).toMatchObject({ phase: 'ready', slow: false })
    library.type('b')
    expect(library.view.get().videos).toHaveLength(1)
  })

  it('adds pages without repeating a video, and asks for each only once', async () => {
    const server = slowServer()
    const library = createLibrary(server)
    library.load()
    server.asked[0]?.answer(server.page(['0_a', '0_b'], 'next'))
    await settle()
    library.loadMore()
    library.loadMore()
    expect(server.asked).toHaveLength(2)
    expect(server.asked[1]?.query.cursor).toBe('next')
    server.asked[1]?.answer(server.page(['0_b', '0_c']))
    await settle()
    expect(library.view.get().videos.map(({ id }) => id)).toEqual(['0_a', '0_b', '0_c'])
    library.loadMore()
    expect(server.asked).toHaveLength(2)
  })

  it('keeps its videos when a further page fails, and asks again', async () => {
    const server = slowServer()
    const library = createLibrary(server)
    library.load()
    server.asked[0]?.answer(server.page(['0_a'], 'next'))
    await settle()
    library.loadMore()
    server.asked[1]?.answer(apiError('serverDown'))
    await settle()
    expect(library.view.get()).toMatchObject({ phase: 'ready', more: 'failed' })
    library.loadMore()
    expect(server.asked).toHaveLength(3)
  })

  it('shows everything again as soon as the field is emptied', async () => {
    const server = slowServer()
    const library = createLibrary(server)
    library.type('cat')
    library.type('')
    await settle()
    expect(server.asked.map(({ query }) => query.text)).toEqual([''])
  })
})
