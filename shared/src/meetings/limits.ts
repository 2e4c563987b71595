/** Characters of a title: what Discord takes as the name of a scheduled event. */
export const MAX_TITLE_LENGTH = 100
/** Characters of a description: what Discord takes for a scheduled event, less what we write below it. */
export const MAX_DESCRIPTION_LENGTH = 900
/** A meeting is planned at least so far ahead, ms; anything sooner begins now. */
export const MIN_AHEAD_MS = 60_000
/** A meeting is planned no further ahead than this, ms. */
export const MAX_AHEAD_MS = 366 * 24 * 3_600_000
/** So long before its time the host may open a planned meeting, ms. */
export const OPENS_BEFORE_MS = 15 * 60_000
/** People are reminded so long before its time, ms. */
export const REMIND_BEFORE_MS = 10 * 60_000
/** Nobody has ended it: then it is closed after this, ms. */
export const MAX_LIVE_MS = 12 * 3_600_000
/** What Discord's scheduled event and Kaltura's schedule say of its length, which nobody has told us, ms. */
export const USUAL_LENGTH_MS = 3_600_000
/** Meetings of one server that are live or planned at the same time. */
export const MAX_MEETINGS = 50
