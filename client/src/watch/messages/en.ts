import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** What guests are told when their time is over, in English. Other languages have the same keys, by type. */
export function en(_f: Format) {
  return {
    toDiscord: 'Go to Discord',
    revoked: {
      title: 'Your link was taken back',
      text: 'Somebody in the room has closed it, so you can’t stay. Ask who gave it to you for another one.',
    },
    expired: {
      title: 'Your link has run out',
      text: 'It let you watch for a while, and that time is over. Ask who gave it to you for another one.',
    },
    alone: {
      title: 'Everybody from Discord has left',
      text: 'Guests can watch as long as somebody from Discord does. Open your link again when they are back.',
    },
    off: {
      title: 'This server lets in no guests any more',
      text: 'Its admins have switched that off. You can still watch together inside Discord.',
    },
    gone: {
      title: 'You are not in a room here',
      text: 'This tab doesn’t know the room any more. Open the link that you were given once again.',
    },
  }
}

export type WatchMessages = ReturnType<typeof en>
