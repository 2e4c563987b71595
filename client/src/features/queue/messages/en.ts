import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

/** Everything the queue's panel says, in English. Other languages have the same keys, by type. */
export function en(f: Format) {
  const videos = (count: number) => f.plural(count, { one: '1 video', other: `${f.number(count)} videos` })
  return {
    summary: (count: number, length: string | null) =>
      length === null ? videos(count) : `${videos(count)} · ${length}`,
    list: 'Videos that come next',
    tools: 'The whole queue',
    by: (name: string) => `added by ${name}`,
    live: 'Live',
    move: (video: string) => `Move “${video}”`,
    moveHint: 'Press Enter, then the arrow keys, and Enter again. Or hold Alt and press the arrow keys.',
    carried: (video: string, place: number, count: number) =>
      `“${video}”: ${f.number(place)} of ${f.number(count)}`,
    moved: (video: string, place: number, count: number) =>
      `“${video}” is now ${f.number(place)} of ${f.number(count)}.`,
    putBack: (video: string) => `“${video}” stays where it was.`,
    more: (video: string) => `What to do with “${video}”`,
    playNow: 'Play now',
    playNext: 'Play next',
    moveUp: 'Move up',
    moveDown: 'Move down',
    moveToEnd: 'Move to the end',
    remove: 'Remove',
    shuffle: 'Shuffle',
    repeat: 'Repeat',
    repeats: { off: 'Off', one: 'This video', all: 'All videos' },
    clear: 'Clear the queue',
    clearTitle: (count: number) => `Take ${videos(count)} out of the queue?`,
    clearText: 'For everyone. What is on now goes on.',
    clearAction: 'Clear the queue',
    keep: 'Keep them',
    close: 'Close',
    empty: 'Nothing is waiting',
    emptyText:
      'Choose a video in the library and press “Add to queue”, or paste a Kaltura link below. They play one after the other.',
    emptyForGuest: 'The others choose what comes next.',
    browse: 'Go to the library',
    paste: 'Paste a Kaltura link or an entry id',
    pasteShort: 'Link or entry id',
    add: 'Add',
    adding: 'Adding',
    progress: (done: number, total: number | null) =>
      total === null ? 'Looking through it' : `Adding: ${f.number(done)} of ${f.number(total)}`,
    cancel: 'Cancel',
    stopped: (count: number) =>
      count === 0 ? 'Cancelled: nothing was added.' : `Cancelled: ${videos(count)} were added.`,
    addedMany: (count: number) => `${videos(count)} added`,
    rubbish: (line: number, lines: number) =>
      lines <= 1
        ? 'That isn’t a Kaltura link or an entry id.'
        : `Line ${f.number(line)} isn’t a Kaltura link or an entry id, so nothing was added.`,
    otherAccount: (line: number, lines: number) =>
      lines <= 1
        ? 'That is of another Kaltura account, so nothing was added.'
        : `Line ${f.number(line)} is of another Kaltura account, so nothing was added.`,
    playlistGone: 'That isn’t a playlist of this server’s library, so nothing was added.',
    playlistEmpty: 'There is nothing in this playlist that could be watched, so nothing was added.',
    addedOf: (count: number, leftOut: number | null) => {
      const rest = leftOut === null ? 'the rest' : videos(leftOut)
      return `${videos(count)} added, and ${rest} left out: the queue is full, or they are gone`
    },
    tooMany: (count: number, most: number) =>
      `That is ${f.number(count)} at once. Add up to ${f.number(most)} at a time.`,
    notFound: (entryId: string | null) =>
      entryId === null
        ? 'One of these videos isn’t in this server’s library, so nothing was added.'
        : `${entryId} isn’t a video of this server’s library, so nothing was added.`,
    full: (left: number) =>
      left <= 0
        ? 'The queue is full. Take something out first.'
        : `The queue has room for ${videos(left)} more, so nothing was added.`,
    notReady: 'One of these videos isn’t ready yet, so nothing was added. Try again in a few minutes.',
    unavailable: 'Kaltura isn’t answering, so nothing was added. Try again in a moment.',
    offer: 'Go on where this channel stopped',
    offered: (video: string, place: string | null, more: number) => {
      const what = place === null ? `“${video}”` : `“${video}” at ${place}`
      return more === 0 ? what : `${what} and ${f.number(more)} more`
    },
    keptAt: (iso: string) => `Left on ${f.moment(iso)}`,
    continueOffer: 'Continue',
    continuing: 'Bringing it back',
    notNow: 'Not now',
    upNextIn: (seconds: number) => `Up next in ${f.number(seconds)} s`,
    stop: 'Stop',
    upNextNow: 'Play now',
  }
}

export type QueueMessages = ReturnType<typeof en>
