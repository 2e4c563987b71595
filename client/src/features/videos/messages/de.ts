import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { VideoMessages } from './en.ts'

/** Was von einem Video gesagt wird, das jemand sich ansieht, auf Deutsch. */
export function de(f: Format): VideoMessages {
  return {
    watch: 'Zusammen schauen',
    watching: 'Wird gestartet',
    close: 'Schließen',
    plays: count => f.plural(count, { one: 'Einmal abgespielt', other: `${f.number(count)}-mal abgespielt` }),
    noDescription: 'Keine Beschreibung.',
    tags: 'Schlagwörter',
    replaces: name => `Das ersetzt „${name}“ für alle.`,
    playNext: 'Als Nächstes',
    adding: 'Wird hinzugefügt',
  }
}
