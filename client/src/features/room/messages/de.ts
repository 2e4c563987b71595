import type { KeyMessages } from './en.ts'

/** Was die Liste der Tasten sagt, auf Deutsch. */
export function de(): KeyMessages {
  return {
    title: 'Tastenkürzel',
    playPause: 'Abspielen oder anhalten, für alle',
    seekSmall: '5 Sekunden zurück oder vor',
    seekLarge: '10 Sekunden zurück oder vor',
    chapter: 'Kapitel davor oder danach',
    captions: 'Untertitel an oder aus',
    mute: 'Ton an oder aus',
    fullScreen: 'Vollbild',
    search: 'Suchen: Videos, oder was in diesem gesagt wird',
    list: 'Diese Liste',
    close: 'Schließt, was offen ist',
    space: 'Leertaste',
    shift: 'Umschalt',
    closeList: 'Schließen',
  }
}
