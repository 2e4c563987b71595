import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'

export type PersonalMessages = ReturnType<typeof en>

export function en(f: Format) {
  return {
    title: 'My settings',
    close: 'Close',
    onlyYou: 'All of this is yours alone and remembered for next time.',
    ownPace: 'Your own pace',
    apart: 'You are watching on your own.',
    catchingUp: 'You are catching up with the others.',
    behind: (time: string) => `${time} behind them`,
    ahead: (time: string) => `${time} ahead of them`,
    level: 'Level with them',
    catchUp: 'Catch up',
    backInStep: 'Back in step',
    leave: 'Watch on my own for a while',
    leaveText: 'You pause and seek for yourself, and nobody waits for you.',
    captions: 'Captions',
    captionsOff: 'Off',
    none: 'This video has none.',
    size: 'Size',
    sizes: { small: 'Small', medium: 'Medium', large: 'Large', largest: 'Largest' },
    position: 'Position',
    positions: { bottom: 'Bottom', top: 'Top' },
    background: 'Background',
    backgrounds: { none: 'None', dimmed: 'Dimmed', solid: 'Solid' },
    preview: 'How captions look',
    sample: 'This is how captions look.',
    audio: 'Audio track',
    quality: 'Quality',
    qualityAuto: 'Automatic',
    sound: 'Sound',
    volume: 'Volume',
    offset: 'Offset for late sound',
    offsetText:
      'If you hear the others’ video before your own, move this up. Wireless headphones are often late by 200 ms.',
    offsetValue: (ms: number) => (ms === 0 ? 'None' : `${ms > 0 ? '+' : '−'}${f.number(Math.abs(ms))} ms`),
    presets: 'Usual offsets',
    presetNone: 'Speakers or cable',
    presetWireless: 'Wireless headphones',
  }
}
