import type { ErrorCode } from '@kaltura-discord/shared/protocol/errors.ts'
import type { RoomEvent } from '@kaltura-discord/shared/protocol/events.ts'
import type { Member, Room } from '@kaltura-discord/shared/room/roomState.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { Hindrance } from '../control/hindrance.ts'

const NOTICE_LASTS_MS = 2_000
/** What went wrong takes longer to read. */
const REFUSAL_LASTS_MS = 5_000
/** What can be taken back there stays until it can be reached, ms. */
const UNDO_LASTS_MS = 8_000
const LONG: readonly Notice['kind'][] = [
  'refused',
  'hindered',
  'voteAgain',
  'inviteFailed',
  'leftOut',
  'told',
]

type Person = Pick<Member, 'id' | 'displayName' | 'avatarUrl'> | null

/** Something that has just happened, said once where it happened. */
export type Notice =
  | { readonly kind: 'queued'; readonly who: Person; readonly video: string }
  | { readonly kind: 'queuedMany'; readonly who: Person; readonly count: number }
  | { readonly kind: 'stayed'; readonly who: Person }
  | {
      readonly kind: 'queuedByYou'
      readonly video: string
      readonly where: 'next' | 'last'
      /** Null where it is on already. */
      readonly undo: (() => void) | null
    }
  | { readonly kind: 'leftOut'; readonly count: number }
  | { readonly kind: 'suggestedByYou'; readonly video: string }
  | { readonly kind: 'voteAgain'; readonly seconds: number }
  | { readonly kind: 'hindered'; readonly hindrance: Hindrance }
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  | { readonly kind: 'inviteFailed' }
  /** In the person's own language already. */
  | { readonly kind: 'told'; readonly text: string }

/** Where somebody's jump has just led, for a short trace on the scrubber. */
export interface SeekTrace {
  readonly who: Person
  readonly positionS: number
}

export interface Notices {
  readonly current: Store<Notice | null>
  readonly trace: Store<SeekTrace | null>
  show(notice: Notice): void
  clear(): void
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
    noticeTimer = setTimeout(() => current.set(null), lastsMs(notice))
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
    clear: () => current.set(null),
    onEvent(event, { room, selfId }) {
      if (!('by' in event) || event.by === null) return
      const who = room.members.find(member => member.id === event.by) ?? null
      const soughtS = soughtOf(event, room)
      if (soughtS !== null) showTrace({ who, positionS: soughtS })
      const notice = noticeOf(event, who)
      // Whoever did it has seen it happen, but not what didn't.
      const isNews = event.by !== selfId || notice?.kind === 'leftOut'
      if (notice && isNews) show(notice)
    },
    close() {
      clearTimeout(noticeTimer)
      clearTimeout(traceTimer)
    },
  }
}

const lastsMs = (notice: Notice): number => {
  if (notice.kind === 'queuedByYou' && notice.undo) return UNDO_LASTS_MS
  return LONG.includes(notice.kind) ? REFUSAL_LASTS_MS : NOTICE_LASTS_MS
}

/** Where a seek led; null where it was none. A live position is a time of day, which has no place on a scrubber. */
function soughtOf(event: RoomEvent, { video }: Room): number | null {
  if (event.type !== 'playback.seeked' || event.playback.mode === 'idle' || video?.kind === 'live')
    return null
  return event.playback.positionS
}

/** What can be taken back is told with the way to take it back, elsewhere. */
function noticeOf(event: RoomEvent, who: Person): Notice | null {
  switch (event.type) {
    case 'queue.added': {
      const [first] = event.items
      if (event.items.length > 1) return { kind: 'queuedMany', who, count: event.items.length }
      return first ? { kind: 'queued', who, video: first.video.name } : null
    }
    case 'offer.restored':
      return event.leftOut > 0 ? { kind: 'leftOut', count: event.leftOut } : null
    case 'queue.upNext':
      return event.atMs === null ? { kind: 'stayed', who } : null
    default:
      return null
  }
}
