import type { Localized } from '../../discord/text/language.ts'
import { notificationsDe } from './texts.de.ts'
import { type NotificationTexts, notificationsEn } from './texts.en.ts'

export const NOTIFICATION_TEXTS: Localized<NotificationTexts> = { en: notificationsEn, de: notificationsDe }
