import { z } from 'zod'
import { defined } from '../writable.ts'

const waitMs = z.int().min(0).max(3_600_000)

const webhookSchema = z.strictObject({
  /** Null: the account has no notification templates. */
  url: z.url().nullable(),
  style: z.enum(['json', 'form']),
  algorithm: z.enum(['sha1', 'sha256', 'sha512']),
  /** Custom headers of the template. */
  headers: z.record(z.string(), z.string()),
  /** Null: nothing is signed. */
  secret: z.string().nullable(),
})

const settingsSchema = z.strictObject({
  /** A recording begins to be made so long after a room has become empty, was ended or was closed. */
  recordingAfterMs: waitMs,
  /** How long it is being converted. */
  convertingMs: waitMs,
  /** Kaltura says 10 to 15 minutes. */
  reportAfterMs: waitMs,
  /** Pauses before a notification is tried again; Kaltura's go on for a day. */
  webhookRetriesMs: z.array(waitMs).max(10),
  webhook: webhookSchema,
})

/** How fast the account's meetings turn into reports and recordings, and who is told. */
export type MeetingSettings = z.infer<typeof settingsSchema>
export type WebhookSettings = MeetingSettings['webhook']

/** Any part of them; the rest stays. */
export const settingsChangeSchema = z.strictObject({
  ...settingsSchema.partial().shape,
  webhook: webhookSchema.partial().optional(),
})
export type SettingsChange = z.infer<typeof settingsChangeSchema>

/** What takes Kaltura minutes takes seconds here, so that it can be watched. */
const DEFAULTS: Omit<MeetingSettings, 'webhook'> = {
  recordingAfterMs: 4_000,
  convertingMs: 4_000,
  reportAfterMs: 5_000,
  webhookRetriesMs: [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000, 30_000],
}

export interface SettingsStore {
  current(): MeetingSettings
  change(change: SettingsChange): MeetingSettings
}

export const createMeetingSettings = (webhook: {
  readonly url: string
  readonly secret: string
}): SettingsStore => {
  let settings: MeetingSettings = {
    ...DEFAULTS,
    webhook: { ...webhook, style: 'json', algorithm: 'sha256', headers: {} },
  }
  return {
    current: () => settings,
    change: change => {
      const { webhook, ...others } = settingsChangeSchema.parse(change)
      settings = settingsSchema.parse({
        ...settings,
        ...defined(others),
        webhook: { ...settings.webhook, ...defined(webhook ?? {}) },
      })
      return settings
    },
  }
}
