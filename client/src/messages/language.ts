import { createFormat, type Format } from '@kaltura-discord/shared/text/createFormat.ts'
import { createStore, type Store } from '../sync/store.ts'
import { en, type Messages } from './en.ts'

/** The same words in each language we speak. */
export interface Words<M> {
  readonly de: (format: Format) => M
  readonly en: (format: Format) => M
}

export interface Text {
  readonly messages: Messages
  readonly format: Format
  /** For what comes later than the first screen, and brings its own words. */
  say<M>(words: Words<M>): M
}

export interface Language {
  readonly text: Store<Text>
  /** BCP 47; for a language we don’t speak it is English. */
  use(tag: string): Promise<void>
}

/** Nobody's language: longer than any, and read from right to left. It shows what a translation would break. */
const PSEUDO = 'ar-xb'

/** Which language the interface speaks. English is in the first bundle, others come when they are asked for. */
export function createLanguage(): Language {
  const text = createStore(inEnglish('en'))
  return {
    text,
    async use(tag) {
      if (tag === text.get().format.tag) return
      text.set(await inLanguage(tag))
      const { documentElement } = document
      documentElement.lang = primary(tag) === 'de' ? 'de' : 'en'
      documentElement.dir = isPseudo(tag) ? 'rtl' : 'ltr'
    },
  }
}

const isPseudo = (tag: string): boolean => tag.toLowerCase() === PSEUDO

function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? ''
}

async function inLanguage(tag: string): Promise<Text> {
  if (isPseudo(tag)) return inPseudo(tag)
  return primary(tag) === 'de' ? inGerman(tag) : inEnglish(tag)
}

function inEnglish(tag: string): Text {
  // Numbers in the person's own way would read oddly between English words, unless it is some English.
  const format = createFormat(primary(tag) === 'en' ? tag : 'en')
  return { messages: en(format), format, say: words => words.en(format) }
}

async function inGerman(tag: string): Promise<Text> {
  const { de } = await import('./de.ts')
  const format = createFormat(tag)
  return { messages: de(format), format, say: words => words.de(format) }
}

async function inPseudo(tag: string): Promise<Text> {
  const { pseudo } = await import('./pseudo.ts')
  const format = createFormat(tag)
  return { messages: pseudo(en(format)), format, say: words => pseudo(words.en(format)) }
}
