import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { WatchMessages } from './en.ts'

/** Was Gästen gesagt wird, wenn ihre Zeit vorbei ist, auf Deutsch. */
export function de(_f: Format): WatchMessages {
  return {
    toDiscord: 'Zu Discord',
    revoked: {
      title: 'Dein Link wurde zurückgenommen',
      text: 'Jemand im Raum hat ihn geschlossen, deshalb kannst du nicht bleiben. Lass dir einen neuen geben.',
    },
    expired: {
      title: 'Dein Link ist abgelaufen',
      text: 'Er galt eine Zeit lang, und die ist vorbei. Lass dir einen neuen geben.',
    },
    alone: {
      title: 'Alle aus Discord sind gegangen',
      text: 'Gäste können schauen, solange jemand aus Discord schaut. Öffne deinen Link noch einmal, wenn sie zurück sind.',
    },
    off: {
      title: 'Dieser Server lässt keine Gäste mehr herein',
      text: 'Seine Admins haben das ausgeschaltet. In Discord selbst könnt ihr trotzdem zusammen schauen.',
    },
    gone: {
      title: 'Du bist hier in keinem Raum',
      text: 'Dieser Tab kennt den Raum nicht mehr. Öffne den Link, den du bekommen hast, noch einmal.',
    },
  }
}
