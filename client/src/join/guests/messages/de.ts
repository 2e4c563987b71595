import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { GuestDoorMessages } from './en.ts'

/** Alles, was die Tür eines Raums Gästen sagt, auf Deutsch. */
export function de(f: Format): GuestDoorMessages {
  return {
    invites: name => `${name} lädt dich ein, zusammen zu schauen`,
    place: (server, channel) => (channel === null ? server : `${server} · ${channel}`),
    watching: count =>
      count === 0
        ? 'Gerade schaut niemand.'
        : f.plural(count, { one: '1 Person schaut.', other: `${f.number(count)} Personen schauen.` }),
    discord: 'Weiter mit Discord',
    discordWhy: 'Wir fragen Discord nach deinem Namen und Bild und nach sonst nichts.',
    enterAs: name => `Als ${name} hineingehen`,
    name: 'Oder nenn einfach einen Namen',
    nameWhy: 'Die anderen sehen ihn mit dem Wort „Gast“ daneben.',
    enter: 'Als Gast hineingehen',
    stopWaiting: 'Nicht mehr warten',
    waits: {
      empty: {
        title: 'Noch ist niemand aus Discord da',
        text: 'Du kommst von selbst hinein, sobald jemand da ist. Lass diese Seite ruhig offen.',
      },
      full: {
        title: 'Der Raum ist voll',
        text: 'Du kommst von selbst hinein, sobald jemand geht. Lass diese Seite ruhig offen.',
      },
    },
    problems: {
      nameTaken: 'Drinnen heißt schon jemand so oder sieht so aus. Nimm einen anderen Namen.',
      badName: 'Nenn einen Namen von 1 bis 32 Zeichen, den man auch sieht.',
      refused: 'Discord sagt uns, du hast abgelehnt. Du kannst es dir jederzeit anders überlegen.',
      signInFailed: 'Discord konnte uns nicht sagen, wer du bist. Versuch es noch einmal mit Discord.',
      away: 'Wir erreichen den Server gerade nicht. Versuch es gleich noch einmal.',
      storage: 'Dein Browser lässt diese Seite nichts aufbewahren. Erlaub es und öffne den Link noch einmal.',
    },
  }
}
