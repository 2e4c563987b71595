import { createFormat, type Format } from '@kaltura-discord/shared/text/createFormat.ts'
import { createStore, type Store } from '../sync/store.ts'
import { en, type Messages } from './en.ts'

export interface Text {
  readonly messages: Messages
  readonly format: Format
}

export interface Language {
  readonly text: Store<Text>
  /** BCP 47; for a language we don’t speak it is English. */
  use(tag: string): Promise<void>
}

/** Which language the interface speaks. English is in the first bundle, others come when they are asked for. */
export function createLanguage(): Language {
  const text = createStore(inEnglish('en'))
  return {
    text,
    async use(tag) {
      if (tag === text.get().format.tag) return
      text.set(primary(tag) === 'de' ? await inGerman(tag) : inEnglish(tag))
      document.documentElement.lang = primary(tag) === 'de' ? 'de' : 'en'
    },
  }
}

function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? ''
}

function inEnglish(tag: string): Text {
  // Numbers in the person's own way would read oddly between English words, unless it is some English.
  const format = createFormat(primary(tag) === 'en' ? tag : 'en')
  return { messages: en(format), format }
}

async function inGerman(tag: string): Promise<Text> {
  const { de } = await import('./de.ts')
  const format = createFormat(tag)
  return { messages: de(format), format }
}
