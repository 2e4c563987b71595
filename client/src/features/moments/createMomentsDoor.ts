import type { CaptionTrack, Moments, Slices } from '@kaltura-discord/shared/protocol/http/moments.ts'
import type { VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import type { PlayerView } from '../../sync/playerView.ts'
import { createStore, type Store, type WritableStore } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiResult } from '../api/apiResult.ts'
import type { Mark } from './mark.ts'

/** What is known of the moments of the video that is on. */
export interface MomentsView {
  readonly entryId: string | null
  /** `none`: no video, or one that is live. */
  readonly phase: 'none' | 'loading' | 'ready' | 'failed'
  /** All there are, by time: chapters, and whatever others have laid over them. */
  readonly marks: readonly Mark[]
  readonly captions: readonly CaptionTrack[]
  readonly slices: Slices | null
}

/** What of finding a moment is there from the first frame; what people look at comes when they do. */
export interface MomentsDoor {
  readonly api: Pick<ApiClient, 'request'>
  readonly view: Store<MomentsView>
  /** What is looked for, which stays while the panel is closed. */
  readonly query: WritableStore<string>
  /** Somebody wants to type: the field takes the focus as soon as it is there. */
  readonly asked: WritableStore<boolean>
  /** Lays marks over the video that is on, in the place of earlier ones of that kind. */
  setMarks(kind: Mark['kind'], marks: readonly Mark[]): void
  /** After a failure. */
  load(): void
  close(): void
}

interface MomentsDoorOptions {
  readonly api: Pick<ApiClient, 'request'>
  /** The video that is on, and how far its player is. */
  readonly room: Store<{ readonly video: VideoSummary | null; readonly player: Pick<PlayerView, 'phase'> }>
}

const NOTHING: MomentsView = { entryId: null, phase: 'none', marks: [], captions: [], slices: null }

export function createMomentsDoor({ api, room }: MomentsDoorOptions): MomentsDoor {
  const view = createStore(NOTHING)
  const query = createStore('')
  let layers: Partial<Record<Mark['kind'], readonly Mark[]>> = {}

  const setMarks = (kind: Mark['kind'], marks: readonly Mark[]): void => {
    layers = { ...layers, [kind]: marks }
    const all = Object.values(layers).flat()
    all.sort((a, b) => a.atS - b.atS)
    view.update(before => ({ ...before, marks: all }))
  }

  const load = (): void => {
    const { entryId, phase } = view.get()
    if (entryId === null || phase === 'loading') return
    view.update(before => ({ ...before, phase: 'loading' }))
    void ask(api, entryId).then(answer => {
      if (view.get().entryId !== entryId) return
      if (answer === null || !answer.ok) return view.update(before => ({ ...before, phase: 'failed' }))
      const { chapters, captions, slices } = answer.value
      setMarks(
        'chapter',
        chapters.map(({ startS, title }) => ({ kind: 'chapter', atS: startS, label: title })),
      )
      view.update(before => ({ ...before, phase: 'ready', captions, slices }))
    })
  }

  const follow = (): void => {
    const { video, player } = room.get()
    // Not before the first frame: nothing is to be in its way.
    const entryId = video?.kind === 'vod' && player.phase === 'ready' ? video.entryId : null
    const known = view.get().entryId
    if (entryId === known || (entryId === null && video?.entryId === known)) return
    layers = {}
    if (entryId !== null) query.set('')
    view.set({ ...NOTHING, entryId })
    load()
  }
  const stop = room.subscribe(follow)
  follow()

  return {
    api,
    view,
    query,
    asked: createStore(false),
    setMarks,
    load,
    close: stop,
  }
}

async function ask(api: Pick<ApiClient, 'request'>, entryId: string): Promise<ApiResult<Moments> | null> {
  try {
    const { askMoments } = await import('./momentsApi.ts')
    return await askMoments(api, entryId)
  } catch {
    // A part of the page that couldn't be loaded may be there the next time.
    return null
  }
}
