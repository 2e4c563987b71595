/** Discord's ids hold when they were made: https://docs.discord.com/developers/reference#snowflakes */
const DISCORD_EPOCH_MS = 1_420_070_400_000
const TIME_SHIFT = 22n

/** The first id that Discord could have given out then. */
export const snowflakeAt = (epochMs: number): string =>
  String(BigInt(Math.max(0, Math.floor(epochMs) - DISCORD_EPOCH_MS)) << TIME_SHIFT)
