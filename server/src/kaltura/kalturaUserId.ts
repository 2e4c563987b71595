import { isGuestId } from '@kaltura-discord/shared/room/guestId.ts'

/** Who somebody is at Kaltura: a Discord user, or a guest whom Discord doesn't know. */
export const kalturaUserId = (memberId: string) => `${isGuestId(memberId) ? 'guest' : 'discord'}_${memberId}`
