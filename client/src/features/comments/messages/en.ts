import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything that comments say, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  return {
    key: 'Say something at this moment',
    say: (time: string) => `Say something at ${time}`,
    send: 'Pin',
    sending: 'Pinning',
    earlier: '5 seconds earlier',
    later: '5 seconds later',
    left: (count: number) =>
      count < 0
        ? f.plural(-count, { one: '1 character too many', other: `${f.number(-count)} characters too many` })
        : f.plural(count, { one: '1 character left', other: `${f.number(count)} characters left` }),
    pinned: (time: string) => `Pinned at ${time}`,
    readOnly: 'Sign in with Discord to say something yourself.',
    show: 'Show over the video',
    forAll: 'A press takes everyone to that moment.',
    forYou: 'You watch on your own: a press takes only you there.',
    list: 'Comments by their moments',
    spoken: (name: string, text: string) => `${name} says: ${text}`,
    empty: 'Nothing said yet',
    emptyText: 'What you pin to a moment shows whenever somebody of this server comes to it.',
    loading: 'Loading comments',
    failed: 'The comments aren’t coming.',
    tryAgain: 'Try again',
    off: 'No comments here',
    offText: 'Comments are kept for a server. In a call there is none that they could belong to.',
    remove: (name: string, time: string) => `Remove the comment of ${name} at ${time}`,
    removed: 'Comment removed',
    undo: 'Undo',
    nobody: 'Somebody',
    refused: {
      invalid_request: 'That can’t be pinned. Write something that can be seen.',
      too_late: 'Another video is on by now, so nothing was pinned.',
      rate_limited: 'That was a lot at once. Wait a moment, then say more.',
      comments_full: 'This video has as many comments as a server keeps. Somebody has to remove one first.',
      comments_off: 'No comments can be pinned here.',
      forbidden: 'Only who has written a comment removes it, or a moderator of the server.',
      discord_unavailable: 'Discord isn’t answering. Try again in a moment.',
      other: 'That didn’t work. Try again.',
    },
    again: (seconds: number) => `That was a lot at once. Say more in ${f.number(seconds)} s.`,
    tooLateToUndo: 'That can’t be brought back any more.',
  }
}

export type CommentMessages = ReturnType<typeof en>
