import { type Block, type Emphasis, type Inline, parseMarkdown, type TimeStyle } from '../../chat/markdown.ts'
import { element } from '../element.ts'
import type { DrawContext } from './drawContext.ts'

export function drawMarkdown(source: string, context: DrawContext): readonly HTMLElement[] {
  return parseMarkdown(source).map(block => drawBlock(block, context))
}

function drawBlock(block: Block, context: DrawContext): HTMLElement {
  const inside = (children: readonly Inline[]) => children.map(child => drawInline(child, context))
  switch (block.kind) {
    case 'code':
      return element('pre', { class: 'md-code', tabindex: '0' }, element('code', {}, block.text))
    case 'list': {
      const items = block.items.map(item => element('li', {}, ...inside(item)))
      return element(block.ordered ? 'ol' : 'ul', { class: 'md-list' }, ...items)
    }
    case 'quote':
      return element('blockquote', { class: 'md-quote' }, ...inside(block.children))
    case 'small':
      return element('p', { class: 'md-small' }, ...inside(block.children))
    // Headings of messages are no headings of the page: they would break its outline.
    case 'heading':
      return element(
        'p',
        { class: 'md-heading', 'data-level': String(block.level) },
        ...inside(block.children),
      )
    case 'paragraph':
      return element('p', { class: 'md-text' }, ...inside(block.children))
  }
}

const tags = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const

function drawInline(node: Inline, context: DrawContext): Node {
  switch (node.kind) {
    case 'text':
      return document.createTextNode(node.text)
    case 'code':
      return element('code', {}, node.text)
    case 'time':
      return drawTime(node.epochS, node.style, context.locale)
    case 'mention':
      return element('span', { class: 'mention' }, context.nameOf(node.of, node.id))
    case 'link':
      return drawLink(node.url, node.children, context)
    default:
      return drawEmphasis(node.kind, node.children, context)
  }
}

function drawEmphasis(kind: Emphasis, children: readonly Inline[], context: DrawContext): Node {
  const inside = children.map(child => drawInline(child, context))
  if (kind !== 'spoiler') return element(tags[kind], {}, ...inside)
  return element(
    'details',
    { class: 'spoiler' },
    element('summary', {}, 'Spoiler'),
    element('span', {}, ...inside),
  )
}

/** Asks before it leads anywhere, as Discord's client does. */
function drawLink(url: string, children: readonly Inline[], context: DrawContext): HTMLElement {
  const attributes = {
    href: url,
    target: '_blank',
    rel: 'noopener noreferrer',
    onclick: (event: MouseEvent) => {
      event.preventDefault()
      context.openLink(url)
    },
  }
  return element('a', attributes, ...children.map(child => drawInline(child, context)))
}

const formats: Readonly<Record<Exclude<TimeStyle, 'R'>, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
}

/** Further from now than any date can be: drawn as what was written. */
const lastEpochS = 8_640_000_000_000

function drawTime(epochS: number, style: TimeStyle, locale: string): HTMLElement {
  if (Math.abs(epochS) > lastEpochS) return element('span', {}, `<t:${epochS}:${style}>`)
  const date = new Date(epochS * 1000)
  const full = new Intl.DateTimeFormat(locale, formats.F).format(date)
  const text =
    style === 'R' ? relative(epochS, locale) : new Intl.DateTimeFormat(locale, formats[style]).format(date)
  return element('time', { datetime: date.toISOString(), title: full }, text)
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

function relative(epochS: number, locale: string): string {
  const apartS = epochS - Date.now() / 1000
  const [unit, lengthS] = steps.find(([, length]) => Math.abs(apartS) >= length) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(apartS / lengthS), unit)
}
