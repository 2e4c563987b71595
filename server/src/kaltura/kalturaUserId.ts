/** Who a Discord user is at Kaltura. */
export const kalturaUserId = (discordId: string) => `discord_${discordId}`
