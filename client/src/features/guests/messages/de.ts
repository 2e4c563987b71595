import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { GuestMessages } from './en.ts'

/** Alles, was über Links für Gäste gesagt wird, auf Deutsch. */
export function de(f: Format): GuestMessages {
  return {
    invite: 'Jemanden ohne Discord einladen',
    title: 'Jemanden ohne Discord einladen',
    text: 'Ein Link öffnet diesen Raum in jedem Browser. Wer ihn hat, kann hereinkommen, mitschauen und mitmachen.',
    close: 'Schließen',
    uses: 'Wie viele Leute er hereinlässt',
    people: count => f.plural(count, { one: '1 Person', other: `${f.number(count)} Personen` }),
    lifetime: 'Wie lange er gilt',
    lifetimes: { 3600: '1 Stunde', 86400: '24 Stunden', 604800: '7 Tage' },
    make: 'Link erstellen',
    again: 'Noch einen Link erstellen',
    yourLink: 'Dein Link',
    copy: 'Link kopieren',
    copied: 'Kopiert',
    notCopied: 'Discord lässt uns hier nicht kopieren. Er ist markiert: Kopier ihn mit der Tastatur.',
    once: 'Er wird nur dieses eine Mal gezeigt. Wer ihn bekommt, kann ihn benutzen.',
    linkCopied:
      'Der Link, mit dem du gekommen bist, ist kopiert. Wer ihn bekommt, kann hereinkommen, solange er gilt.',
    linkNotCopied:
      'Der Link, mit dem du gekommen bist, ließ sich nicht kopieren. Bitte jemanden aus Discord um die Einladung.',
    notYours: 'Dein Link ist nur für dich. Bitte jemanden aus Discord um die Einladung.',
    open: 'Links, die gelten',
    came: (uses, most) => `${f.number(uses)} von ${f.number(most)} gekommen`,
    until: iso => `bis ${f.moment(iso)}`,
    of: (name, iso) => `von ${name}, bis ${f.moment(iso)}`,
    revoke: 'Zurücknehmen',
    problem: code => {
      if (code === 'guests_off')
        return 'Dieser Server lässt keine Gäste herein. Seine Admins können das ändern.'
      if (code === 'too_many_links') return 'Hier gelten schon zu viele Links. Nimm erst einen zurück.'
      if (code === 'rate_limited') return 'Das war viel auf einmal. Warte einen Moment.'
      return 'Der Server antwortet nicht. Versuch es gleich noch einmal.'
    },
  }
}
