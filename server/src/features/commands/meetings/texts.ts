import { createFormat, type Format } from '@kaltura-discord/shared/text/createFormat.ts'
import type { Localized } from '../../../discord/text/language.ts'
import { de } from './texts.de.ts'
import { en, type MeetingTexts } from './texts.en.ts'

export const MEETING_TEXTS: Localized<MeetingTexts> = { en, de }

export const MEETING_FORMATS: Localized<Format> = { en: createFormat('en'), de: createFormat('de') }
