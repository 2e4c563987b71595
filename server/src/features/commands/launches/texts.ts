import type { Localized } from '../../../discord/text/language.ts'
import { launchesDe } from './texts.de.ts'
import { launchesEn } from './texts.en.ts'

export const LAUNCHES_TEXTS: Localized<typeof launchesEn> = { en: launchesEn, de: launchesDe }
