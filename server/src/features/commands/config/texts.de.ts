import { configSentencesDe } from '@kaltura-discord/shared/config/sentences.de.ts'
import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import type { configEn } from './texts.en.ts'

const f = createFormat('de')
const count = f.number
const keysOf = (keys: number) =>
  f.plural(keys, { one: '1 Einstellung', other: `${count(keys)} Einstellungen` })

export const configDe: typeof configEn = {
  sections: {
    all: 'Alles',
    notifications: 'Benachrichtigungen',
    commands: 'Befehle',
    roles: 'Rollen',
    features: 'Funktionen',
  },
  on: 'an',
  off: 'aus',
  nobody: 'niemand',
  empty: 'leer',
  notSet: 'nicht gesetzt',
  goneRole: id => `Rolle ${id}, die es nicht mehr gibt`,
  andMore: more => `und ${count(more)} weitere`,
  role: name => `Rolle ${name}`,
  now: 'jetzt',
  asDefault: 'Vorgabe',

  viewTitle: section => `Einstellungen: ${section}`,
  differing: keys =>
    keys === 0
      ? 'Alles entspricht der Vorgabe.'
      : `${keysOf(keys)} ${f.plural(keys, { one: 'weicht', other: 'weichen' })} von der Vorgabe ab.`,
  defaultIs: value => `Vorgabe: ${value}`,
  changedBy: (who, when) => `geändert von ${who} ${when}`,
  byFile: when => `aus einer Datei des Betreibers der App, ${when}`,
  byService: service => `dem Dienst ${service}`,
  page: (page, pages) => `Seite ${count(page)} von ${count(pages)}`,
  previous: 'Zurück',
  next: 'Weiter',

  changed: key => `${key} wurde geändert.`,
  was: value => `Vorher: ${value}`,
  is: value => `Jetzt: ${value}`,
  unchanged: (key, value) => `${key} war schon so: ${value}. Nichts hat sich geändert.`,
  undo: 'Rückgängig machen',
  undone: key => `${key} ist wieder wie vorher.`,
  changedSince: key =>
    `Jemand hat ${key} seitdem geändert, deshalb bleibt es, wie es jetzt ist. Sieh es dir mit /kaltura-konfig-zeigen an.`,
  undoGone:
    'Diese Änderung ist zu lange her, um sie hier rückgängig zu machen. Setze den Wert mit /kaltura-konfig-ändern.',
  effects: {
    notifications: 'Alle, die den Kanal lesen können, sehen es ab der nächsten Benachrichtigung.',
    commands: 'Es gilt sofort für alle. Admins können die Einstellungen immer ändern.',
    roles: 'Es gilt sofort für alle mit dieser Discord-Rolle.',
    fallbackRole: 'Es gilt sofort für alle, die keine der hier genannten Rollen haben.',
    features: 'Es gilt sofort für alle auf diesem Server.',
  },

  modalTitle: key => `${key} ändern`,
  fieldLabel: 'Wert',
  fieldHint: expected => `Möglich: ${expected}.`,
  expected: expected => {
    const sentence = configSentencesDe.expected(expected)
    return expected.kind === 'list' ? `${sentence}, mit Kommas dazwischen` : sentence
  },
  unknownKey: (key, nearest) =>
    nearest === null
      ? `Eine Einstellung ${key} gibt es nicht. Wähle eine von denen, die beim Tippen vorgeschlagen werden.`
      : `Eine Einstellung ${key} gibt es nicht. Meinst du ${nearest}?`,
  severalKeys: (key, example) =>
    `${key} umfasst mehrere Einstellungen. Wähle eine davon, zum Beispiel ${example}.`,
  roleName: configSentencesDe.roleName,
  wrongValue: configSentencesDe.wrongValue,

  resetTitle: section => `Zurücksetzen: ${section}`,
  wouldReset: keys =>
    `${keysOf(keys)} ${f.plural(keys, { one: 'würde', other: 'würden' })} auf die Vorgabe zurückgesetzt:`,
  resetButton: section => `${section} zurücksetzen`,
  keepButton: 'So lassen',
  kept: 'Es wurde nichts zurückgesetzt.',
  nothingToReset: section =>
    `${section}: Nichts weicht von der Vorgabe ab, es gibt also nichts zurückzusetzen.`,
  hasReset: (section, keys) => `${section}: ${keysOf(keys)} auf die Vorgabe zurückgesetzt.`,
  movedOn:
    'Jemand hat die Einstellungen geändert, seit das hier gezeigt wurde, deshalb wurde nichts zurückgesetzt. Führe /kaltura-konfig-zurücksetzen noch einmal aus, um zu sehen, was sich jetzt ändern würde.',
}
