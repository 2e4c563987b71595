import type { DiscordApi } from '../../discord/discordApi.ts'
import { withinTime } from '../../platform/withinTime.ts'

/** How long Discord is waited for, ms: a meeting can do without its channel. */
export const CHANNEL_PATIENCE_MS = 1_500

/** The channel that an Activity runs in; null where Discord doesn't say so in time. */
export type ActivityChannel = (instanceId: string) => Promise<string | null>

export const createActivityChannel =
  (discord: Pick<DiscordApi, 'activityInstance'>): ActivityChannel =>
  async instanceId => {
    const asked = await withinTime(discord.activityInstance(instanceId), CHANNEL_PATIENCE_MS)
    return asked.inTime && asked.value.ok ? (asked.value.value?.location.channel_id ?? null) : null
  }
