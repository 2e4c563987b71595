import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { DiscordMessages } from './en.ts'

export function de(f: Format): DiscordMessages {
  return {
    presenceInStep: others => `Im Gleichschritt mit ${f.number(others)}`,
    presenceAlone: 'Noch Platz für andere',
    presencePaused: 'Angehalten',
    offerPresence: 'Freunden zeigen, was du siehst?',
    offerPresenceText:
      'Der Titel und wie viele zusehen stehen in deinem Discord-Profil, solange du hier bist.',
    showPresence: 'Zeigen',
    dontShowPresence: 'Nein, danke',
    presenceSwitch: 'In meinem Discord-Profil zeigen, was ich sehe',
    presenceRefused: 'Discord zeigt es gerade nicht an.',
    share: 'Diesen Moment teilen',
    shareMessage: (video, position) =>
      position === null
        ? `Sieh dir „${video}“ mit uns an.`
        : `Sieh dir „${video}“ mit uns an, ab ${position}.`,
    inviteMessage: 'Schau mit uns.',
    linkSent: 'Der Link ist gesendet',
    linkCopied: 'Der Link ist kopiert',
    copyLink: 'Diesen Link kopieren',
    link: 'Link',
    close: 'Schließen',
    linkOf: (name, video, position) => {
      const whose = name === null ? 'Dein Link führt' : `Der Link von ${name} führt`
      return position === null ? `${whose} zu „${video}“` : `${whose} zu „${video}“ bei ${position}`
    },
    linkForAll: 'Es würde für alle gestartet.',
    linkMoment: (name, position) =>
      name === null ? `Dein Link führt zu ${position}` : `Der Link von ${name} führt zu ${position}`,
    linkMomentForAll: 'Alle würden dorthin springen.',
    putOn: 'Für alle starten',
    goThere: 'Alle dorthin',
    notNow: 'Jetzt nicht',
    notYours: 'Das entscheidet, wer gerade steuert.',
    hot: 'Dein Telefon wird heiß: Das Bild ist etwas einfacher, bis es abgekühlt ist',
    backBy: seconds => `−${f.number(seconds)} s`,
    onBy: seconds => `+${f.number(seconds)} s`,
  }
}
