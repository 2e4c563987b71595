/** Everything the list of keys says, in English. Other languages have the same keys, by type. */
export function en() {
  return {
    title: 'Keyboard shortcuts',
    playPause: 'Play or pause, for everyone',
    seekSmall: 'Back or forward 5 seconds',
    seekLarge: 'Back or forward 10 seconds',
    chapter: 'Chapter before or after',
    captions: 'Captions on or off',
    mute: 'Sound on or off',
    fullScreen: 'Full screen',
    search: 'Search: videos, or what is said in this one',
    list: 'This list',
    close: 'Close what is open',
    space: 'Space',
    shift: 'Shift',
    closeList: 'Close',
  }
}

export type KeyMessages = ReturnType<typeof en>
