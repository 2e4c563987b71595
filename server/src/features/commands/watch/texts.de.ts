import type { WatchTexts } from './texts.en.ts'

export const de: WatchTexts = {
  several: text => `Zu „${text}“ passen mehrere Videos. Wähle eines aus:`,
  more: 'Es gibt noch mehr. Schreib mehr vom Namen oder wähle aus dem, was beim Schreiben vorgeschlagen wird.',
  none: text =>
    `Nichts in der Bibliothek passt zu „${text}“. Wähle aus dem, was beim Schreiben vorgeschlagen wird, oder sieh dich mit /kaltura-videosuche um.`,
  tooSlow:
    'Kaltura antwortet gerade nicht. Wähle aus dem, was beim Schreiben vorgeschlagen wird, oder versuch es in einer Minute noch einmal.',
}
