import type { DiscordUser } from '../../discord/schemas.ts'
import type { UserProfile } from '../../kaltura/api/user.ts'
import { cutText, plainName, splitName } from '../../kaltura/personName.ts'

const MAX_SCREEN_NAME = 100
const PICTURE_PX = 256

/** What Kaltura shall know of somebody: the name everybody sees, in whatever server, and the picture. */
export function toProfile(user: DiscordUser, cdnUrl: string): UserProfile {
  const name = plainName(user.global_name ?? '') || plainName(user.username) || user.id
  return {
    screenName: cutText(name, MAX_SCREEN_NAME),
    ...splitName(name),
    thumbnailUrl: user.avatar ? `${cdnUrl}/avatars/${user.id}/${user.avatar}.png?size=${PICTURE_PX}` : '',
  }
}
