import type { DiscordUser } from '../../discord/schemas.ts'
import type { UserProfile } from '../../kaltura/api/user.ts'

/** Kaltura's columns for first and last name, characters. */
const MAX_NAME = 40
const MAX_SCREEN_NAME = 100
const PICTURE_PX = 256

/** What Kaltura shall know of somebody: the name everybody sees, in whatever server, and the picture. */
export function toProfile(user: DiscordUser, cdnUrl: string): UserProfile {
  const name = plain(user.global_name ?? '') || plain(user.username) || user.id
  const words = name.split(' ')
  // One word is a first name; of several the last is the last name.
  const last = words.length > 1 ? words.pop() : ''
  return {
    screenName: cut(name, MAX_SCREEN_NAME),
    firstName: cut(words.join(' '), MAX_NAME),
    lastName: cut(last ?? '', MAX_NAME),
    thumbnailUrl: user.avatar ? `${cdnUrl}/avatars/${user.id}/${user.avatar}.png?size=${PICTURE_PX}` : '',
  }
}

/** Without what can't be seen, and without commas: they part privileges wherever a name ends up in a session. */
const plain = (name: string) =>
  name
    .replaceAll(/[\p{C},]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** By whole characters, as far as code points are. */
const cut = (text: string, length: number) => [...text].slice(0, length).join('').trim()
