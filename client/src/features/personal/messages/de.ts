import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { PersonalMessages } from './en.ts'

export function de(f: Format): PersonalMessages {
  return {
    title: 'Meine Einstellungen',
    close: 'Schließen',
    onlyYou: 'All das gilt nur für dich und bleibt fürs nächste Mal gemerkt.',
    ownPace: 'Dein eigenes Tempo',
    apart: 'Du schaust gerade für dich.',
    catchingUp: 'Du holst die anderen ein.',
    behind: time => `${time} hinter ihnen`,
    ahead: time => `${time} vor ihnen`,
    level: 'Gleichauf mit ihnen',
    catchUp: 'Aufholen',
    backInStep: 'Zurück zu den anderen',
    leave: 'Eine Weile für mich schauen',
    leaveText: 'Du pausierst und springst für dich, und niemand wartet auf dich.',
    captions: 'Untertitel',
    captionsOff: 'Aus',
    none: 'Dieses Video hat keine.',
    size: 'Größe',
    sizes: { small: 'Klein', medium: 'Mittel', large: 'Groß', largest: 'Am größten' },
    position: 'Lage',
    positions: { bottom: 'Unten', top: 'Oben' },
    background: 'Hintergrund',
    backgrounds: { none: 'Keiner', dimmed: 'Abgedunkelt', solid: 'Deckend' },
    preview: 'So sehen Untertitel aus',
    sample: 'So sehen Untertitel aus.',
    audio: 'Tonspur',
    quality: 'Qualität',
    qualityAuto: 'Automatisch',
    sound: 'Ton',
    volume: 'Lautstärke',
    offset: 'Ausgleich für späten Ton',
    offsetText:
      'Wenn du das Video der anderen vor deinem eigenen hörst, stell das höher. Funkkopfhörer sind oft 200 ms zu spät.',
    offsetValue: ms => (ms === 0 ? 'Keiner' : `${ms > 0 ? '+' : '−'}${f.number(Math.abs(ms))} ms`),
    presets: 'Übliche Werte',
    presetNone: 'Lautsprecher oder Kabel',
    presetWireless: 'Funkkopfhörer',
  }
}
