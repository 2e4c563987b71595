import type { CommandAck } from '@kaltura-discord/shared/protocol/frames.ts'
import type { Playback, Room } from '@kaltura-discord/shared/room/roomState.ts'

/** What this viewer has asked for and the room hasn't answered: shown as if it were so already. */
export interface OwnWish {
  /** The playback to follow meanwhile; null where there is nothing to do before the room decides. */
  readonly playback: Playback | null
  readonly shows: 'playing' | 'paused' | null
  /** Number of the room's event that answers it; null until acknowledged. */
  readonly answeredBySeq: number | null
}

export function isAnswered(wish: OwnWish, room: Room | null): boolean {
  return wish.answeredBySeq !== null && (room === null || room.seq >= wish.answeredBySeq)
}

/** The wish after its acknowledgement; a refused one is gone. */
export function acknowledged(wish: OwnWish, ack: CommandAck): OwnWish | null {
  return ack.ok ? { ...wish, answeredBySeq: ack.seq } : null
}

/** Stopping at the frame that the presser saw. */
export function pauseWish(room: Playback, positionS: number): OwnWish {
  const rate = room.mode === 'idle' ? 1 : room.rate
  return {
    playback: { mode: 'paused', positionS, rate, by: null },
    shows: 'paused',
    answeredBySeq: null,
  }
}

/** Standing at the new place, getting ready there while the others are being told. */
export function seekWish(room: Playback, positionS: number): OwnWish {
  const rate = room.mode === 'idle' ? 1 : room.rate
  return { playback: { mode: 'paused', positionS, rate, by: null }, shows: null, answeredBySeq: null }
}

export const PLAY_WISH: OwnWish = { playback: null, shows: 'playing', answeredBySeq: null }
