import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10'
import { writeCustomId } from '../../../discord/customId.ts'
import { isolated, plainLine } from '../../../discord/text/plainLine.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import type { Message } from '../command.ts'
import type { Place } from '../launches/store.ts'
import { PLAY, WATCH } from './metadata.ts'
import type { WatchTexts } from './texts.en.ts'

/** Discord's, UTF-16 units. */
const MAX_LABEL = 80
/** The marks that keep a name from turning around what is beside it. */
const MARKS = 2

interface ChoiceParts {
  readonly videos: readonly Video[]
  readonly hasMore: boolean
  readonly place: Place
  /** What was looked for, escaped. */
  readonly text: string
  readonly texts: WatchTexts
}

/** A button for each video that somebody may have meant. */
export function choiceMessage({ videos, hasMore, place, text, texts }: ChoiceParts): Message {
  const rows = videos.map(
    ({ id, name }): APIActionRowComponent<APIButtonComponent> => ({
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Primary,
          label: isolated(shorten(plainLine(name) || id, MAX_LABEL - MARKS)),
          custom_id: writeCustomId(WATCH.name, PLAY, id, place),
        },
      ],
    }),
  )
  return {
    components: [
      { type: ComponentType.TextDisplay, content: texts.several(text) },
      ...rows,
      ...(hasMore ? [{ type: ComponentType.TextDisplay, content: texts.more } as const] : []),
    ],
  }
}
