import { createFormat } from '@kaltura-discord/shared/text/createFormat.ts'
import type { Localized } from '../../../discord/text/language.ts'
import { type Result, succeed } from '../../../platform/result.ts'
import type { RoomClock } from '../../../platform/roomClock.ts'
import type { Command, Message } from '../command.ts'
import type { Interaction, OptionValue } from '../interaction.ts'
import type { VideoLibrary } from '../videoLibrary.ts'
import { type BrowserPlayer, browserPageOf } from './browserPage.ts'
import { LIMIT, VIDEO_SEARCH } from './metadata.ts'
import { searchMessage } from './searchMessage.ts'
import { findPage, readSearchId, type Search } from './searchPages.ts'
import { de } from './texts.de.ts'
import { en, type SearchTexts } from './texts.en.ts'

const TEXTS: Localized<SearchTexts> = { en, de }
const FORMATS = { en: createFormat('en'), de: createFormat('de') }
/** As pictures beside a caption are shown on a dense screen, pixels. */
const PICTURE_WIDTH = 320

interface SearchCommandOptions {
  readonly videos: VideoLibrary
  readonly clock: RoomClock
  /** Where others reach this server, without a slash at its end. */
  readonly publicUrl: string | null
  /** Null where the account's player isn't known. */
  readonly player: BrowserPlayer | null
}

/** `/kaltura-video-search`: what there is, with buttons to watch it. */
export function createSearchCommand({ videos, clock, publicUrl, player }: SearchCommandOptions): Command {
  /**
   * From our own route rather than from where Kaltura has the picture: that may be an address that only we can reach,
   * and it would bind a message for good to wherever the picture was then. The route is public, knows only the
   * library's videos, asks Kaltura only so often, and nothing in its address is secret.
   */
  const pictureOf = (entryId: string) =>
    publicUrl === null ? null : `${publicUrl}/api/v1/videos/${entryId}/thumbnail?width=${PICTURE_WIDTH}`

  async function show({ language, userId }: Interaction, search: Search): Promise<Result<Message>> {
    const found = await findPage(videos, search, userId)
    if (!found.ok) return found
    const parts = {
      texts: TEXTS[language],
      format: FORMATS[language],
      nowMs: clock.nowMs(),
      pictureOf,
      browserPageOf: (entryId: string) => (player ? browserPageOf(player, entryId) : null),
    }
    return succeed(searchMessage(found.value, parts))
  }

  return {
    metadata: VIDEO_SEARCH,
    run: () => ({
      when: 'later',
      handle: interaction => show(interaction, readOptions(interaction.options)),
    }),
    buttons: {
      page: {
        when: 'later',
        replaces: true,
        async handle(interaction) {
          const search = readSearchId(interaction.customId)
          return search ? show(interaction, search) : succeed({ text: TEXTS[interaction.language].outdated })
        },
      },
    },
  }
}

/** They have been held against the metadata. */
function readOptions(options: ReadonlyMap<string, OptionValue>): Search {
  const query = String(options.get('query') ?? '')
    .toWellFormed()
    .trim()
  return { query, limit: Number(options.get('limit') ?? LIMIT.usual), page: 1 }
}
