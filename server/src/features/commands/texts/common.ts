import type { Localized } from '../../../discord/text/language.ts'
import { commonDe } from './common.de.ts'
import { commonEn } from './common.en.ts'

export const COMMON_TEXTS: Localized<typeof commonEn> = { en: commonEn, de: commonDe }
