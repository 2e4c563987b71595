import type { Localized } from '../../../discord/text/language.ts'
import { configDe } from './texts.de.ts'
import { configEn } from './texts.en.ts'

export type ConfigTexts = typeof configEn

export const CONFIG_TEXTS: Localized<ConfigTexts> = { en: configEn, de: configDe }
