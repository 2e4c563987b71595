import { commonDe } from './common.de.ts'
import { commonEn } from './common.en.ts'
import type { Localized } from './language.ts'

export const COMMON_TEXTS: Localized<typeof commonEn> = { en: commonEn, de: commonDe }
