import type { Video } from '@kaltura-discord/shared/protocol/http.ts'
import type { Format } from '@kaltura-discord/shared/text/createFormat.ts'
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMediaGalleryComponent,
  type APISectionComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10'
import { writeCustomId } from '../../../discord/customId.ts'
import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import { plainLine } from '../../../discord/text/plainLine.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import type { Message } from '../command.ts'
import { LIMIT } from './metadata.ts'
import { type FoundPage, pagesOf, type Search, writeSearchId } from './searchPages.ts'
import type { SearchTexts } from './texts.en.ts'

/**
 * A message has at most 40 components. A hit that is laid out in full has six of them (section, text, picture, row and
 * two buttons), so that ten of them don't fit: from here on hits have a line each, and their pictures stand together.
 */
const MOST_IN_FULL = LIMIT.usual
/** Of a name before it is escaped, UTF-16 units: all texts of a message have 4,000 together. */
const MAX_NAME = { inFull: 150, inOneLine: 70 } as const
/** Of what was searched for. */
const MAX_SHOWN_QUERY = 100
/** Older answers say how old they are; younger ones are asked for again while they are shown. */
const NOTABLE_AGE_MS = 60_000
const MINUTE_MS = 60_000
/** Of an address that stands in a text, UTF-16 units; a longer one would take what others have. */
const MAX_LINK = 150
/** Alternative text has 1,024 characters. */
const MAX_DESCRIPTION = 200

export interface MessageParts {
  readonly texts: SearchTexts
  readonly format: Format
  readonly nowMs: number
  /** Where Discord gets the picture of a video; null where Discord can't reach us. */
  readonly pictureOf: (entryId: string) => string | null
  /** A page that plays the video; null where there is none. */
  readonly browserPageOf: (entryId: string) => string | null
}

/** What was found, or that nothing was. */
export function searchMessage(found: FoundPage, parts: MessageParts): Message {
  const { texts } = parts
  const isNothing = found.videos.length === 0 && found.page === 1 && !found.hasNext
  if (isNothing) return { text: found.query === '' ? texts.empty : texts.nothing(shownQuery(found)) }
  const hits = found.videos.length === 0 ? [text(texts.noMore)] : hitsOf(found, parts)
  const components = [text(headingOf(found, parts)), ...hits, ...pagingOf(found, texts)]
  return { components: [{ type: ComponentType.Container, components }] }
}

function hitsOf({ videos, limit }: FoundPage, parts: MessageParts): APIComponentInContainer[] {
  return limit <= MOST_IN_FULL
    ? videos.flatMap(video => inFull(video, parts))
    : [...picturesOf(videos, parts), ...videos.map(video => inOneLine(video, parts))]
}

function headingOf(found: FoundPage, { texts, format, nowMs }: MessageParts): string {
  const { query, total, page, hasNext, asOf } = found
  const heading = query === '' ? texts.newest : texts.found(shownQuery(found), total, format)
  const ageMs = asOf === undefined ? 0 : nowMs - Date.parse(asOf)
  return [
    `### ${heading}`,
    ...(page > 1 || hasNext ? [`-# ${texts.page(page, pagesOf(found), format)}`] : []),
    ...(ageMs >= NOTABLE_AGE_MS ? [`-# ${texts.asOf(agoIn(format.tag, ageMs))}`] : []),
  ].join('\n')
}

const agoIn = (tag: string, ageMs: number) =>
  new Intl.RelativeTimeFormat(tag).format(-Math.round(ageMs / MINUTE_MS), 'minute')

const shownQuery = ({ query }: Search) => escapeMarkdown(shorten(plainLine(query), MAX_SHOWN_QUERY))

const nameOf = ({ id, name }: Video) => plainLine(name) || id

/** Name, then length and date. */
function captionOf(video: Video, maxName: number, { texts, format }: MessageParts): string {
  const length = video.durationS === null ? texts.live : format.clock(video.durationS)
  // Kaltura has entries without a date.
  const made = Date.parse(video.createdAt) > 0 ? ` · ${format.date(video.createdAt)}` : ''
  return `**${escapeMarkdown(shorten(nameOf(video), maxName))}**\n${length}${made}`
}

/** Picture beside the caption, buttons below. */
function inFull(video: Video, parts: MessageParts): [APIComponentInContainer, APIComponentInContainer] {
  const caption = text(captionOf(video, MAX_NAME.inFull, parts))
  const picture = parts.pictureOf(video.id)
  const url = parts.browserPageOf(video.id)
  const buttons = [watchButton(video, parts), ...(url === null ? [] : [linkButton(url, parts)])]
  return [picture === null ? caption : withPicture(caption, picture, video), row(buttons)]
}

const withPicture = (caption: APITextDisplayComponent, url: string, video: Video): APISectionComponent => ({
  type: ComponentType.Section,
  components: [caption],
  accessory: { type: ComponentType.Thumbnail, media: { url }, description: altOf(video) },
})

/** One button beside the caption, and the page as a link in it. */
function inOneLine(video: Video, parts: MessageParts): APISectionComponent {
  const url = parts.browserPageOf(video.id)
  const link = url === null || url.length > MAX_LINK ? '' : ` · [${parts.texts.browser}](${url})`
  return {
    type: ComponentType.Section,
    components: [text(captionOf(video, MAX_NAME.inOneLine, parts) + link)],
    accessory: watchButton(video, parts),
  }
}

function picturesOf(videos: readonly Video[], { pictureOf }: MessageParts): APIMediaGalleryComponent[] {
  const items = videos.flatMap(video => {
    const url = pictureOf(video.id)
    return url === null ? [] : [{ media: { url }, description: altOf(video) }]
  })
  return items.length === 0 ? [] : [{ type: ComponentType.MediaGallery, items }]
}

const altOf = (video: Video) => shorten(nameOf(video), MAX_DESCRIPTION)

function pagingOf(found: FoundPage, { previous, next }: SearchTexts): APIComponentInContainer[] {
  const { page, hasNext } = found
  const buttons = [
    ...(page > 1 ? pageButton(previous, { ...found, page: page - 1 }) : []),
    ...(hasNext ? pageButton(next, { ...found, page: page + 1 }) : []),
  ]
  return buttons.length === 0 ? [] : [row(buttons)]
}

function pageButton(label: string, search: Search): APIButtonComponent[] {
  const customId = writeSearchId(search)
  if (customId === null) return []
  return [{ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: customId }]
}

const watchButton = ({ id }: Video, { texts }: MessageParts): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: texts.watch,
  custom_id: writeCustomId('kaltura-watch', 'play', id),
})

const linkButton = (url: string, { texts }: MessageParts): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label: texts.browser,
  url,
})

const row = (components: APIButtonComponent[]): APIActionRowComponent<APIButtonComponent> => ({
  type: ComponentType.ActionRow,
  components,
})

const text = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content })
