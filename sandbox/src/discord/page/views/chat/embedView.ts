import { colourOf, webUrl } from '../../chat/components.ts'
import { isRecord } from '../../read.ts'
import { element } from '../element.ts'
import type { DrawContext } from './drawContext.ts'
import { drawMarkdown } from './markdownView.ts'

type Source = Readonly<Record<string, unknown>>

const words = (source: Source, key: string): string => {
  const value = source[key]
  return typeof value === 'string' ? value : ''
}

/** Messages from before components could hold text: title, text, fields, footer. */
export function drawEmbed(source: unknown, context: DrawContext): HTMLElement | null {
  if (!isRecord(source)) return null
  const colour = typeof source['color'] === 'number' ? colourOf(source['color']) : null
  const fields = Array.isArray(source['fields']) ? source['fields'].filter(isRecord) : []
  return element(
    'div',
    { class: 'component-container', style: colour === null ? null : `--accent-bar: ${colour}` },
    drawTitle(source, context),
    ...drawMarkdown(words(source, 'description'), context),
    ...fields.flatMap(field => [
      element('p', { class: 'embed-field' }, words(field, 'name')),
      ...drawMarkdown(words(field, 'value'), context),
    ]),
    ...['thumbnail', 'image'].flatMap(key => drawImage(source[key]) ?? []),
    isRecord(source['footer']) ? element('p', { class: 'md-small' }, words(source['footer'], 'text')) : null,
  )
}

function drawTitle(source: Source, context: DrawContext): HTMLElement | null {
  const title = words(source, 'title')
  const url = webUrl(source['url'])
  if (title === '') return null
  if (url === null) return element('p', { class: 'embed-title' }, title)
  const open = (event: MouseEvent) => {
    event.preventDefault()
    context.openLink(url)
  }
  const link = element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', onclick: open }, title)
  return element('p', { class: 'embed-title' }, link)
}

function drawImage(source: unknown): HTMLElement | null {
  const url = isRecord(source) ? webUrl(source['url']) : null
  if (url === null) return null
  return element('img', { alt: '', loading: 'lazy', referrerpolicy: 'no-referrer', src: url })
}
