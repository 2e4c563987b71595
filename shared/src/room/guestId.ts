/**
 * Whether a member's id is one that we have made up for somebody who came by a link and gave a name: digits beginning
 * with `0`, which no snowflake of Discord's does, so that it is an id like all others wherever nobody asks.
 */
export const isGuestId = (memberId: string): boolean => /^0\d{1,19}$/.test(memberId)
