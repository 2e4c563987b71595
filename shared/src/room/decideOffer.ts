import type { MemberCommand } from '../protocol/commands.ts'
import type { RoomEvent } from '../protocol/events.ts'
import { clampToVideo } from './clampToVideo.ts'
import { accept, type Decision, type DecisionContext, reject } from './decision.ts'
import { MAX_QUEUE } from './limits.ts'
import type { Offer, QueueItem, Room, VideoSummary } from './roomState.ts'
import { isGone, takeOn, upNext } from './upNext.ts'

type OfferCommand = Extract<MemberCommand, { type: 'queue.restore' | 'queue.declineOffer' }>

interface Restoring {
  readonly room: Room
  readonly offer: Offer
  readonly by: string
  readonly context: DecisionContext
}

/** Of two who decide at the same moment the first is heard. */
export function decideOffer(room: Room, command: OfferCommand, context: DecisionContext): Decision {
  const { offer } = room
  if (context.actorId === null) return reject('invalid_request', 'An offer is for members.')
  if (offer === null) return accept()
  if (command.type === 'queue.declineOffer')
    return accept({ type: 'offer.declined', fromRoomId: offer.fromRoomId, by: context.actorId })
  return accept(...restore({ room, offer, by: context.actorId, context }))
}

/** What was on stands where it stood, and the rest waits. Where something is on here, that one waits as well. */
function restore(restoring: Restoring): readonly RoomEvent[] {
  const { room, offer, by, context } = restoring
  const known = offer.video && !isGone(offer.video.entryId, context) ? asItIs(offer.video, context) : null
  const goesOn = room.video === null && known?.kind === 'vod' ? known : null
  const waiting = known !== null && goesOn === null ? [itemOf(known, restoring)] : []
  const there = offer.items.filter(({ video }) => !isGone(video.entryId, context))
  const wanted = [...waiting, ...there.map(item => ({ ...item, video: asItIs(item.video, context) }))]
  const items = wanted.slice(0, Math.max(0, MAX_QUEUE - room.queue.items.length))
  const all = offer.items.length + (offer.video === null ? 0 : 1)
  const leftOut = all - items.length - (goesOn === null ? 0 : 1)
  const restored: RoomEvent = {
    type: 'offer.restored',
    items,
    leftOut,
    fromRoomId: offer.fromRoomId,
    by,
  }
  return [restored, ...putOnStage(restoring, { goesOn, first: items[0] })]
}

interface Coming {
  readonly goesOn: VideoSummary | null
  readonly first: QueueItem | undefined
}

/** Whoever goes on wants to see something: the first that waits where nothing stood in the middle. */
function putOnStage(
  { room, offer, by, context }: Restoring,
  { goesOn, first }: Coming,
): readonly RoomEvent[] {
  if (goesOn !== null) {
    const positionS = clampToVideo(goesOn, offer.positionS)
    return [
      { type: 'video.changed', video: goesOn, by },
      { type: 'playback.paused', playback: { mode: 'paused', positionS, rate: 1, by }, by },
    ]
  }
  const { video, playback, queue } = room
  if (!first || queue.items.length > 0) return []
  if (video === null) return takeOn(room, { item: first, by }, context)
  return playback.mode === 'ended' && queue.upNextAtMs === null ? [upNext(context)] : []
}

const asItIs = (video: VideoSummary, { lookedUp }: DecisionContext): VideoSummary =>
  lookedUp?.get(video.entryId) ?? video

const itemOf = (video: VideoSummary, { room, by, context }: Restoring): QueueItem => ({
  id: context.newId(),
  video,
  by,
  byName: room.members.find(({ id }) => id === by)?.displayName ?? '',
})
