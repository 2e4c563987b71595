import type { VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import { describe, expect, it, vi } from 'vitest'
import { createStore } from '../../sync/store.ts'
import { apiError } from '../api/apiResult.ts'
import { createMomentsDoor } from './createMomentsDoor.ts'

const video = (entryId: string, kind: VideoSummary['kind'] = 'vod'): VideoSummary => ({
  entryId,
  name: entryId,
  kind,
  durationS: kind === 'vod' ? 100 : null,
  dvrWindowS: null,
})
const onStage = (on: VideoSummary | null, phase: 'loading' | 'ready' = 'ready') => ({
  video: on,
  player: { phase },
})

function setUp() {
  const asked: string[] = []
  const away = { is: false }
  const room = createStore(onStage(null))
  const door = createMomentsDoor({
    room,
    api: {
      async request(path, schema) {
        asked.push(path)
        if (away.is) return apiError('kaltura_unavailable')
        const chapters = [{ startS: 50, title: `of ${path}` }]
        return { ok: true, value: schema.parse({ chapters, captions: [], slices: null }) }
      },
    },
  })
  const phase = (wanted: string) => vi.waitUntil(() => door.view.get().phase === wanted)
  return { asked, away, room, door, phase }
}

describe('the moments of what is on', () => {
  it('are asked for once its first frame is there, and go with it', async () => {
    const { asked, room, door, phase } = setUp()
    room.set(onStage(video('0_a'), 'loading'))
    expect(asked).toEqual([])
    room.set(onStage(video('0_a')))
    await phase('ready')
    expect(door.view.get()).toMatchObject({
      entryId: '0_a',
      marks: [{ kind: 'chapter', atS: 50, label: 'of /videos/0_a/moments' }],
    })
    // Looking for the next part is no reason to forget.
    room.set(onStage(video('0_a'), 'loading'))
    expect(door.view.get().marks).toHaveLength(1)
    room.set(onStage(video('0_b'), 'loading'))
    expect(door.view.get()).toMatchObject({ entryId: null, marks: [] })
    room.set(onStage(video('0_b')))
    await phase('ready')
    expect(asked).toEqual(['/videos/0_a/moments', '/videos/0_b/moments'])
  })

  it('are none of a live video', () => {
    const { asked, room, door } = setUp()
    room.set(onStage(video('1_live', 'live')))
    expect([asked, door.view.get().phase]).toEqual([[], 'none'])
  })

  it('are asked for again when they couldn’t be had', async () => {
    const { away, room, door, phase } = setUp()
    away.is = true
    room.set(onStage(video('0_a')))
    await phase('failed')
    away.is = false
    door.load()
    await phase('ready')
  })

  it('take in marks of other kinds, by time, until another video comes', async () => {
    const { room, door, phase } = setUp()
    room.set(onStage(video('0_a')))
    door.setMarks('comment', [
      { kind: 'comment', atS: 70, label: 'later' },
      { kind: 'comment', atS: 10, label: 'sooner' },
    ])
    await phase('ready')
    expect(door.view.get().marks.map(({ atS }) => atS)).toEqual([10, 50, 70])
    door.setMarks('comment', [])
    expect(door.view.get().marks.map(({ atS }) => atS)).toEqual([50])
    door.setMarks('comment', [{ kind: 'comment', atS: 1, label: 'of a' }])
    room.set(onStage(video('0_b')))
    await phase('ready')
    expect(door.view.get().marks.map(({ kind }) => kind)).toEqual(['chapter'])
    door.close()
  })
})
