/** Named figures of the room. Each has its row in `docs/limits.md`. */

/** Most members in one room; a Discord voice channel carries 99 people. */
export const MAX_MEMBERS = 99

/** How long a room waits before it goes on without the stragglers, ms. */
export const WAIT_DEADLINE_MS = { load: 12_000, seek: 8_000, stall: 6_000 } as const

/**
 * A member may promise to be ready at most this far ahead, ms: nearly all that is fetched comes within it, and a
 * promise holds the room up for no longer, kept or broken.
 */
export const PROMISE_MAX_MS = 1000

/** A stall never takes the others back further than this, s. */
export const MAX_REWIND_S = 5

/** A member may stop the room this often within the window; after that it catches up alone. */
export const WAIT_BUDGET = { times: 2, windowMs: 120_000 } as const

/** Up to this many members anybody's stall stops the room. */
export const SMALL_ROOM = 8
/** Up to this many members a quarter of them must have stalled; in larger rooms a stall never stops it. */
export const MIDDLE_ROOM = 20
export const MIDDLE_ROOM_SHARE = 0.25

/** Slowest and fastest a room's video may go; slower ones only stand for standing still. */
export const SLOWEST_RATE = 0.25
export const FASTEST_RATE = 4

/** A pause is taken at the presser's own frame when it is within this of the room's position, s. */
export const PAUSE_TOLERANCE_S = 2

/** Playing on from within this of the end starts over, s. */
export const END_TOLERANCE_S = 0.25

/** A live position must stay this far inside the DVR window, s. */
export const DVR_MARGIN_S = 10

/** How many command ids the room remembers. */
export const RECENT_COMMANDS = 128

/** Videos that may wait in a room's queue. */
export const MAX_QUEUE = 200
/** Videos that may be added at once. */
export const MAX_ADDED = 50
/** After a video's end the next one comes by itself in this long, ms; anybody may stop it. */
export const UP_NEXT_MS = 5_000
/** Videos that may wait as suggestions. */
export const MAX_SUGGESTIONS = 50

/** Whoever has lost the room by leaving, or handed it over, may take it back for so long, ms. */
export const TAKE_BACK_MS = 120_000
/** How many of those a room remembers; of more, the latest ones. */
export const MAX_LENT = 8
/** A vote passes with more than this share of those who are present. */
export const VOTE_SHARE = 0.5
/** A vote is over then at the latest, ms. */
export const VOTE_MS = 30_000
/** Whoever has lost a vote waits this long before they start the same one again, ms. */
export const VOTE_AGAIN_MS = 30_000
/** Lost votes that a room remembers for that, the latest ones. */
export const MAX_LOST_VOTES = 20
/** What somebody did can be taken back for so long, ms. */
export const UNDO_MS = 10_000
/** What a room held when it emptied is offered at its place for so long, ms; then it is deleted. */
export const KEPT_FOR_MS = 24 * 3_600_000

/** Longest comment at a moment of a video, in characters as people count them. */
export const MAX_COMMENT_CHARS = 300
/** What a client may send of one, UTF-16 units: blanks and what is unseen are taken out of it first. */
export const MAX_COMMENT_SENT = 1_200
/** Comments at one video in one server; one more is refused. */
export const MAX_COMMENTS = 1_000
/** Somebody pins so many within so many ms, wherever. */
export const COMMENT_RATE = { times: 10, windowMs: 60_000 } as const

/** Videos that one question of who may watch them names, and that a member's telemetry does. */
export const MAX_ACCESS_ASKED = 20
