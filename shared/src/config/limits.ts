/** Longest template, UTF-16 units: Discord's messages end at 2 000 characters, and names and titles are still put in. */
export const MAX_TEMPLATE_LENGTH = 1_500
/** Longest name of a Discord role or channel, UTF-16 units. */
export const MAX_NAME_LENGTH = 100
/** Longest `commands.prefix`, UTF-16 units. */
export const MAX_PREFIX_LENGTH = 10
/** How many roles may be named for one command. */
export const MAX_PERMISSION_ENTRIES = 25
/** How many Discord roles a server may map; Discord lets a server have 250. */
export const MAX_ROLE_MAPPINGS = 250
