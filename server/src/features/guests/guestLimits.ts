/** A guest's stay ends with the link, or after this, ms. */
export const GUEST_SESSION_MS = 12 * 3_600_000
/** Guests whom everybody from Discord has left may stay this long, ms. */
export const GUESTS_ALONE_MS = 600_000
/** How often guests are looked after, ms. */
export const GUEST_CHECK_MS = 10_000
/** Links of one place that hold at the same time. */
export const MAX_OPEN_LINKS = 25
/** A link is remembered this long after its end, ms, to say what has become of it. */
export const LINK_MEMORY_MS = 7 * 86_400_000
/** How long somebody may take at Discord to say who they are, ms. */
export const BROWSER_SIGN_IN_MS = 600_000
/** And between that and going in, ms. */
export const PERSON_MS = 600_000
