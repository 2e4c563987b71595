import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import { describe, expect, it } from 'vitest'
import { fail, succeed } from '../../../platform/result.ts'
import type { PromptLibrary } from '../launches/promptLibrary.ts'
import { findVideo } from './findVideo.ts'

const USER = '1400000000000000001'

const videoOf = (id: string, name: string): Video => ({
  id,
  name,
  description: '',
  tags: [],
  kind: 'vod',
  durationS: 60,
  dvrWindowS: null,
  plays: 0,
  createdAt: '2026-01-01T00:00:00.000Z',
  thumbnailUrl: `/api/v1/videos/${id}/thumbnail`,
})

function libraryOf(...names: string[]): PromptLibrary & { asked: string[] } {
  const asked: string[] = []
  const videos = names.map((name, index) => videoOf(`0_v${index}`, name))
  return {
    asked,
    get: async () => ({ inTime: false }),
    search: async text => {
      asked.push(text)
      return { inTime: true, value: succeed(videos) }
    },
  }
}

describe('what somebody means by what they have typed', () => {
  it.each([
    ['0_abc', '0_abc'],
    ['  1_live ', '1_live'],
    ['https://cdn.example/p/1/embedPlaykitJs/uiconf_id/2?iframeembed=true&entry_id=0_alps', '0_alps'],
  ])('is the video by its id: %s', async (typed, entryId) => {
    const library = libraryOf('Alps')
    expect(await findVideo(library, typed, USER)).toEqual(succeed({ kind: 'one', entryId }))
    expect(library.asked).toEqual([])
  })

  it.each([
    ['the only one that is found', 'alps', ['The Alps']],
    ['the one of that very name', ' the   ALPS ', ['The Alps', 'The Alps, part two']],
    ['the one of that name in other characters', 'Ｔｈｅ Alps', ['The Alps', 'Ｔhe Alpsee']],
  ])('is %s', async (_what, typed, names) => {
    const meant = await findVideo(libraryOf(...names), typed, USER)
    expect(meant).toEqual(succeed({ kind: 'one', entryId: '0_v0' }))
  })

  it('may be one of several, of which five are shown', async () => {
    const two = await findVideo(libraryOf('Alps', 'alps', 'Alps by night'), 'alps', USER)
    expect(two).toMatchObject({ value: { kind: 'several', hasMore: false } })
    const many = await findVideo(libraryOf('A 1', 'A 2', 'A 3', 'A 4', 'A 5', 'A 6'), 'a', USER)
    expect(many).toMatchObject({ value: { kind: 'several', hasMore: true } })
    expect(many.ok && many.value.kind === 'several' && many.value.videos).toHaveLength(5)
  })

  it.each(['nothing', ' \t ', '\ud800'])('may be none: %j', async typed => {
    expect(await findVideo(libraryOf(), typed, USER)).toEqual(succeed({ kind: 'none' }))
  })

  it('is not known where the library is away or slow', async () => {
    const slow: PromptLibrary = { ...libraryOf(), search: async () => ({ inTime: false }) }
    expect(await findVideo(slow, 'alps', USER)).toEqual(succeed({ kind: 'unknown' }))
    const away = fail('kaltura_unavailable', 'Kaltura is away.')
    const broken: PromptLibrary = { ...slow, search: async () => ({ inTime: true, value: away }) }
    expect(await findVideo(broken, 'alps', USER)).toEqual(away)
  })
})
