import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import type { RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Member, Room } from '@kaltura-discord/shared/room/roomState.ts'
import { createStore, type Store } from '../../sync/store.ts'

const NOTICE_LASTS_MS = 2_000
/** What went wrong takes longer to read. */
const REFUSAL_LASTS_MS = 5_000

type Person = Pick<Member, 'id' | 'displayName' | 'avatarUrl'> | null

/** Something that has just happened, said once where it happened. */
export type Notice =
  | { readonly kind: 'wentTo'; readonly who: Person; readonly positionS: number }
  | { readonly kind: 'wentToLive' | 'wentBackInLive' | 'tookOff'; readonly who: Person }
  | { readonly kind: 'setRate'; readonly who: Person; readonly rate: number }
  | { readonly kind: 'putOn' | 'queued'; readonly who: Person; readonly video: string }
  | { readonly kind: 'queuedMany'; readonly who: Person; readonly count: number }
  | { readonly kind: 'cleared' | 'shuffled' | 'stayed'; readonly who: Person }
  | { readonly kind: 'queuedByYou'; readonly video: string; readonly where: 'next' | 'last' }
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  | { readonly kind: 'inviteFailed' }

/** Where somebody's jump has just led, for a short trace on the scrubber. */
export interface SeekTrace {
  readonly who: Person
  readonly positionS: number
}

export interface Notices {
  readonly current: Store<Notice | null>
  readonly trace: Store<SeekTrace | null>
  show(notice: Notice): void
  onEvent(event: RoomEvent, context: { readonly room: Room; readonly selfId: string | null }): void
  close(): void
}

/** The newest one shows; an older one is over once something newer happens. */
export function createNotices(): Notices {
  const current = createStore<Notice | null>(null)
  const trace = createStore<SeekTrace | null>(null)
  let noticeTimer: ReturnType<typeof setTimeout> | undefined
  let traceTimer: ReturnType<typeof setTimeout> | undefined

  const show = (notice: Notice): void => {
    clearTimeout(noticeTimer)
    current.set(notice)
    const lastsMs =
      notice.kind === 'refused' || notice.kind === 'inviteFailed' ? REFUSAL_LASTS_MS : NOTICE_LASTS_MS
    noticeTimer = setTimeout(() => current.set(null), lastsMs)
  }
  const showTrace = (seekTrace: SeekTrace): void => {
    clearTimeout(traceTimer)
    trace.set(seekTrace)
    traceTimer = setTimeout(() => trace.set(null), NOTICE_LASTS_MS)
  }

  return {
    current,
    trace,
    show,
    onEvent(event, { room, selfId }) {
      if (!('by' in event) || event.by === null) return
      const who = room.members.find(member => member.id === event.by) ?? null
      const notice = noticeOf(event, who, room)
      if (notice?.kind === 'wentTo') showTrace({ who, positionS: notice.positionS })
      // Whoever did it has seen it happen.
      if (notice && event.by !== selfId) show(notice)
    },
    close() {
      clearTimeout(noticeTimer)
      clearTimeout(traceTimer)
    },
  }
}

function noticeOf(event: RoomEvent, who: Person, room: Room): Notice | null {
  switch (event.type) {
    case 'playback.seeked': {
      const { playback } = event
      if (playback.mode === 'idle' || playback.positionS === null) return { kind: 'wentToLive', who }
      // A live position is a time of day, which says nothing here.
      if (room.video?.kind === 'live') return { kind: 'wentBackInLive', who }
      return { kind: 'wentTo', who, positionS: playback.positionS }
    }
    case 'playback.rateChanged':
      return event.playback.mode === 'idle' ? null : { kind: 'setRate', who, rate: event.playback.rate }
    case 'video.changed':
      return { kind: 'putOn', who, video: event.video.name }
    case 'video.cleared':
      return { kind: 'tookOff', who }
    case 'queue.added': {
      const [first] = event.items
      if (event.items.length > 1) return { kind: 'queuedMany', who, count: event.items.length }
      return first ? { kind: 'queued', who, video: first.video.name } : null
    }
    case 'queue.cleared':
      return { kind: 'cleared', who }
    case 'queue.shuffled':
      return { kind: 'shuffled', who }
    case 'queue.upNext':
      return event.atMs === null ? { kind: 'stayed', who } : null
    default:
      return null
  }
}
