import type { Localized } from '../texts/language.ts'
import { launchesDe } from './texts.de.ts'
import { launchesEn } from './texts.en.ts'

export const LAUNCHES_TEXTS: Localized<typeof launchesEn> = { en: launchesEn, de: launchesDe }
