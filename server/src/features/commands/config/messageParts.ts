import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord-api-types/v10'

export const plainText = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
})

/** At most five. */
export const buttonRow = (
  buttons: readonly APIButtonComponentWithCustomId[],
): APIActionRowComponent<APIButtonComponentWithCustomId> => ({
  type: ComponentType.ActionRow,
  components: [...buttons],
})
