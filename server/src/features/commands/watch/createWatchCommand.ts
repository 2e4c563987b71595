import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { readCustomId } from '../../../discord/customId.ts'
import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import type { Localized } from '../../../discord/text/language.ts'
import { plainLine } from '../../../discord/text/plainLine.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import { fail, type Result, succeed } from '../../../platform/result.ts'
import type { Answer, Command, Message } from '../command.ts'
import type { CommandInteraction, ComponentInteraction } from '../interaction.ts'
import type { OpenActivity } from '../launches/openActivity.ts'
import type { PromptLibrary } from '../launches/promptLibrary.ts'
import { type Place, PlaceSchema } from '../launches/store.ts'
import { COMMON_TEXTS } from '../texts/common.ts'
import type { VideoChoices } from '../videoChoices.ts'
import { choiceMessage } from './choiceMessage.ts'
import { findVideo, type Meant } from './findVideo.ts'
import { PLAY, WATCH } from './metadata.ts'
import { de } from './texts.de.ts'
import { en, type WatchTexts } from './texts.en.ts'

const TEXTS: Localized<WatchTexts> = { en, de }
/** Of what somebody has typed, in a sentence, UTF-16 units. */
const MAX_QUOTED = 100

interface WatchCommandOptions {
  readonly openActivity: OpenActivity
  readonly library: PromptLibrary
  readonly videoChoices: VideoChoices
}

/** `/kaltura-watch`, and the button that does the same for one video. */
export function createWatchCommand({ openActivity, library, videoChoices }: WatchCommandOptions): Command {
  async function watch(interaction: CommandInteraction): Promise<Result<Answer>> {
    const typed = String(interaction.options.get('video') ?? '')
    if (plainLine(typed) === '') return succeed({ kind: 'message', message: nothingTyped(interaction) })
    const meant = await findVideo(library, typed, interaction.userId)
    if (!meant.ok) return meant
    const place = placeIn(interaction.options.get('when'))
    if (meant.value.kind === 'one')
      return openActivity({ interaction, entryId: meant.value.entryId, place, again: 'command' })
    const message = notOne(meant.value, { typed, place, texts: TEXTS[interaction.language] })
    return succeed({ kind: 'message', message })
  }

  async function play(interaction: ComponentInteraction): Promise<Result<Answer>> {
    const [id, place] = readCustomId(interaction.customId).parts
    const entryId = EntryIdSchema.safeParse(id)
    if (!entryId.success) return fail('video_not_found', 'This button belongs to no video.')
    return openActivity({ interaction, entryId: entryId.data, place: placeIn(place), again: 'button' })
  }

  return {
    metadata: WATCH,
    run: () => ({ when: 'now', handle: watch }),
    complete: ({ focused, userId }) => videoChoices(focused.text, { userId }),
    buttons: { [PLAY]: { when: 'now', handle: play } },
  }
}

const nothingTyped = ({ language }: CommandInteraction): Message => ({
  text: COMMON_TEXTS[language].optionMissing('video'),
})

/** Left out, and on buttons of before there was a queue, at once is meant. */
const placeIn = (value: unknown): Place => PlaceSchema.safeParse(value).data ?? 'now'

interface Asked {
  readonly typed: string
  readonly place: Place
  readonly texts: WatchTexts
}

function notOne(meant: Exclude<Meant, { kind: 'one' }>, { typed, place, texts }: Asked): Message {
  const quoted = escapeMarkdown(shorten(typed, MAX_QUOTED))
  switch (meant.kind) {
    case 'several':
      return choiceMessage({ ...meant, place, text: quoted, texts })
    case 'none':
      return { text: texts.none(quoted) }
    case 'unknown':
      return { text: texts.tooSlow }
  }
}
