import type { PlayerView } from '../../sync/playerView.ts'
import type { RoomClient, RoomView } from '../../sync/roomView.ts'
import { createStore, type Store, type WritableStore } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { MomentsDoor } from '../moments/createMomentsDoor.ts'
import type { RoomModelView } from '../room/createRoomModel.ts'
import type { CommentsModel } from './createComments.ts'

/** What of comments is there from the first frame; the rest comes with the first video that can have any. */
export interface CommentsDoor {
  /** Null until it has come. */
  readonly model: Store<CommentsModel | null>
  /** Somebody wants to write: the field takes the focus as soon as it is there. */
  readonly asked: WritableStore<boolean>
  close(): void
}

/** What of the room's screen they go by. */
type Seen = Pick<RoomModelView, 'video' | 'scene' | 'positionS'> & {
  readonly player: Pick<PlayerView, 'phase'>
}

export interface CommentsOptions {
  readonly api: Pick<ApiClient, 'request'>
  readonly room: Pick<RoomClient, 'send' | 'onEvent'> & {
    readonly view: Store<Pick<RoomView, 'connection' | 'memberId'>>
  }
  readonly model: { readonly view: Store<Seen> }
  readonly moments: Pick<MomentsDoor, 'view' | 'setMarks'>
}

export function createCommentsDoor(options: CommentsOptions): CommentsDoor {
  const comments = createStore<CommentsModel | null>(null)
  const { view } = options.model
  let closed = false
  let loading = false

  const follow = (): void => {
    const { video, player } = view.get()
    // Not before the first frame: nothing is to be in its way.
    if (loading || video?.kind !== 'vod' || player.phase !== 'ready') return
    loading = true
    void load()
  }
  const load = async (): Promise<void> => {
    try {
      const { createComments } = await import('./createComments.ts')
      if (closed) return
      stop()
      comments.set(createComments(options))
    } catch {
      // A part of the page that couldn't be loaded may be there the next time.
      loading = false
    }
  }
  const stop = view.subscribe(follow)
  follow()

  return {
    model: comments,
    asked: createStore(false),
    close() {
      closed = true
      stop()
      comments.get()?.close()
    },
  }
}
