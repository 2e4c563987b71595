/** What the bot speaks. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

export type Localized<T = string> = Readonly<Record<Language, T>>

/** From a locale of Discord's (`de`, `en-GB`, `pt-BR`): English for all that we don't speak. */
export const languageOf = (locale: string): Language => (/^de\b/i.test(locale) ? 'de' : 'en')
