import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { ApiClient } from '../features/api/apiClient.ts'
import { apiError } from '../features/api/apiResult.ts'
import { limitToGuest } from './limitToGuest.ts'

function setUp(seesLibrary: boolean) {
  const asked: string[] = []
  const answer = async (what: string) => {
    asked.push(what)
    return apiError('serverDown')
  }
  const api: ApiClient = {
    signIn: () => answer('signIn'),
    videos: () => answer('videos'),
    playbackSession: () => answer('session'),
    request: path => answer(path),
    resume: () => {},
    accessToken: () => answer('token'),
  }
  return { asked, api: limitToGuest(api, seesLibrary) }
}

const PATHS = [
  '/videos/0_a/moments',
  '/videos/0_a/captions/search?q=tide',
  '/collections?limit=1',
  '/videos/0_a',
  '/videos/access',
  '/videos/0_a/comments',
  '/videos/0_a/comments?cursor=1:c',
  '/me/preferences',
  '/meetings',
  '/videosx',
]

describe('what guests ask the server for', () => {
  it('is the library for who sees it, and nothing that is only for those inside Discord', async () => {
    const { api, asked } = setUp(true)
    for (const path of PATHS) await api.request(path, z.unknown())
    await api.videos({ text: '', cursor: null })
    expect(asked).toEqual([
      '/videos/0_a/moments',
      '/videos/0_a/captions/search?q=tide',
      '/collections?limit=1',
      '/videos/0_a',
      '/videos/0_a/comments',
      '/videos/0_a/comments?cursor=1:c',
      'videos',
    ])
  })

  it('is the right to play what is on, and to find one’s way in it, for everybody else', async () => {
    const { api, asked } = setUp(false)
    for (const path of PATHS) expect(await api.request(path, z.unknown())).toMatchObject({ ok: false })
    expect(asked.splice(0)).toEqual([
      '/videos/0_a/moments',
      '/videos/0_a/captions/search?q=tide',
      '/videos/0_a/comments',
      '/videos/0_a/comments?cursor=1:c',
    ])
    expect(await api.videos({ text: '', cursor: null })).toMatchObject({ error: { code: 'forbidden' } })
    await api.playbackSession('0_a')
    expect(asked).toEqual(['session'])
  })
})
