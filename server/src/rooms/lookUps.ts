import type { RoomCommand } from '@kaltura-discord/shared/protocol/commands.ts'
import type { DecisionContext } from '@kaltura-discord/shared/room/decision.ts'
import type { Room, VideoSummary } from '@kaltura-discord/shared/room/roomState.ts'
import { type Failure, type Result, succeed } from '../platform/result.ts'
import { withinTime } from '../platform/withinTime.ts'

/** Videos that are looked up at the same time for one command. */
export const LOOK_UPS_AT_ONCE = 8
/** Videos that are looked up for one command to find the one that comes next: those before it have left the library. */
const MAX_SKIPPED = 8
/** What comes next waits no longer for the library than this, ms: then it goes on as it was known. */
const LOOK_UP_NEXT_MS = 2_000

type LookUpVideo = (entryId: string) => Promise<Result<VideoSummary>>
/** What a decision is given of the library. */
export type LookedUp = Pick<DecisionContext, 'video' | 'lookedUp'>

/** Those that somebody adds: all of them, or the refusal of the first that fails, which names its place. */
export async function lookUpAdded(
  entryIds: readonly string[],
  lookUpVideo: LookUpVideo,
): Promise<Result<LookedUp>> {
  const lookedUp = new Map<string, VideoSummary>()
  const waiting = [...new Set(entryIds)]
  let failure: Failure | null = null
  async function work(): Promise<void> {
    for (let entryId = waiting.shift(); entryId !== undefined && !failure; entryId = waiting.shift()) {
      const video = await lookUpVideo(entryId)
      if (video.ok) lookedUp.set(entryId, video.value)
      else failure ??= naming(video, entryIds.indexOf(entryId))
    }
  }
  await Promise.all(Array.from({ length: LOOK_UPS_AT_ONCE }, work))
  return failure ?? succeed({ lookedUp })
}

const naming = ({ error }: Failure, index: number): Failure => ({
  ok: false,
  error: { ...error, field: `command.entryIds.${index}` },
})

interface Bringing {
  readonly command: RoomCommand
  /** A vote passes by it. */
  readonly isVotedOn: boolean
}

/** Those that may go on next, up to the first that is still to be had. */
export async function lookUpNext(
  room: Room,
  bringing: Bringing,
  lookUpVideo: LookUpVideo,
): Promise<LookedUp> {
  const lookedUp = new Map<string, VideoSummary | null>()
  for (const entryId of candidates(room, bringing).slice(0, MAX_SKIPPED)) {
    const asked = await withinTime(lookUpVideo(entryId), LOOK_UP_NEXT_MS)
    // Where Kaltura doesn't answer, nothing is known of it: it goes on, and the players try.
    if (!asked.inTime) break
    const video = asked.value
    if (video.ok) lookedUp.set(entryId, video.value)
    if (video.ok || !isGone(video)) break
    lookedUp.set(entryId, null)
  }
  return { lookedUp }
}

export const isGone = ({ error: { code } }: Failure) =>
  code === 'video_not_found' || code === 'video_not_ready'

function candidates(room: Room, { command, isVotedOn }: Bringing): readonly string[] {
  const { queue, video, playback, control } = room
  const inOrder = queue.items.map(item => item.video.entryId)
  const what = isVotedOn ? control.ballot?.what : null
  if (what) return what.kind === 'choose' ? [what.video.entryId] : [...new Set(inOrder)]
  switch (command.type) {
    case 'queue.play':
      return queue.items.filter(({ id }) => id === command.itemId).map(item => item.video.entryId)
    case 'queue.accept':
      return queue.suggestions.filter(({ id }) => id === command.itemId).map(item => item.video.entryId)
    case 'queue.next':
      return [...new Set(inOrder)]
    case 'vote.start':
      return command.what.kind === 'skip' ? [...new Set(inOrder)] : []
    case 'room.undo': {
      const { undo } = room
      const back = undo?.id === command.actId && 'video' in undo ? undo.video : null
      return back ? [back.entryId] : []
    }
    case 'room.tick': {
      if (playback.mode !== 'ended' || queue.upNextAtMs === null) return []
      const again = video ? [video.entryId] : []
      return [...new Set(queue.repeat === 'one' ? [...again, ...inOrder] : [...inOrder, ...again])]
    }
    default:
      return []
  }
}
