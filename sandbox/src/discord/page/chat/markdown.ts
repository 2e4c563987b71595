/** What of Markdown Discord's client draws. Text from outside stays text: there is no markup in the result, only nodes. */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: Emphasis; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'time'; readonly epochS: number; readonly style: TimeStyle }
  | { readonly kind: 'mention'; readonly of: MentionKind; readonly id: string }

export type Emphasis = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'
export type MentionKind = 'user' | 'role' | 'channel' | 'command' | 'emoji'
export type TimeStyle = 't' | 'T' | 'd' | 'D' | 'f' | 'F' | 'R'

export type Block =
  | { readonly kind: 'paragraph' | 'quote' | 'small'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }

/** Deeper than anybody writes; a text of nothing but stars can't take the page down. */
const maxDepth = 6

export function parseMarkdown(source: string): readonly Block[] {
  const blocks: Block[] = []
  let rest = source
  while (rest !== '') {
    const fence = /^```(?:[\w+-]*\n)?([\s\S]*?)\n?```\n?/.exec(rest)
    if (fence !== null) {
      blocks.push({ kind: 'code', text: fence[1] ?? '' })
      rest = rest.slice(fence[0].length)
      continue
    }
    const line = /^[^\n]*\n?/.exec(rest)?.[0] ?? rest
    addLine(blocks, line.replace(/\n$/, ''))
    rest = rest.slice(line.length)
  }
  return blocks.filter(block => !isEmptyParagraph(block))
}

function addLine(blocks: Block[], line: string): void {
  const last = blocks.at(-1)
  const heading = /^(#{1,3})\s+(\S.*)$/.exec(line)
  const item = /^\s*([-*]|\d+\.)\s+(.*)$/.exec(line)
  if (heading !== null) {
    const level = heading[1]?.length === 1 ? 1 : heading[1]?.length === 2 ? 2 : 3
    blocks.push({ kind: 'heading', level, children: parseInline(heading[2] ?? '') })
  } else if (line.startsWith('-# ')) blocks.push({ kind: 'small', children: parseInline(line.slice(3)) })
  else if (item !== null) addItem(blocks, item[1] !== '-' && item[1] !== '*', parseInline(item[2] ?? ''))
  else if (line.startsWith('> ')) addText(blocks, 'quote', line.slice(2))
  else if (line.trim() === '') blocks.push({ kind: 'paragraph', children: [] })
  else if (last?.kind === 'paragraph' && last.children.length > 0) addText(blocks, 'paragraph', line)
  else blocks.push({ kind: 'paragraph', children: parseInline(line) })
}

function addItem(blocks: Block[], ordered: boolean, item: readonly Inline[]): void {
  const last = blocks.at(-1)
  if (last?.kind === 'list' && last.ordered === ordered)
    blocks.splice(-1, 1, { ...last, items: [...last.items, item] })
  else blocks.push({ kind: 'list', ordered, items: [item] })
}

/** Lines below each other belong together, with the break between them kept. */
function addText(blocks: Block[], kind: 'paragraph' | 'quote', line: string): void {
  const last = blocks.at(-1)
  const children = parseInline(line)
  if (last?.kind === kind)
    blocks.splice(-1, 1, { kind, children: [...last.children, { kind: 'text', text: '\n' }, ...children] })
  else blocks.push({ kind, children })
}

const isEmptyParagraph = (block: Block): boolean => block.kind === 'paragraph' && block.children.length === 0

type Rule = readonly [pattern: RegExp, make: (match: RegExpExecArray, depth: number) => Inline]

const emphasis =
  (kind: Emphasis): Rule[1] =>
  (match, depth) => ({ kind, children: parseInline(match[1] ?? '', depth + 1) })

const mention =
  (of: MentionKind): Rule[1] =>
  match => ({ kind: 'mention', of, id: match[1] ?? '' })

/** In this order, at each place of the text. */
const rules: readonly Rule[] = [
  [/\\([^\w\s])/y, match => ({ kind: 'text', text: match[1] ?? '' })],
  [/``(.+?)``(?!`)/y, match => ({ kind: 'code', text: match[1] ?? '' })],
  [/`([^`\n]+)`/y, match => ({ kind: 'code', text: match[1] ?? '' })],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y,
    match => ({ kind: 'time', epochS: Number(match[1]), style: timeStyle(match[2]) }),
  ],
  [/<@!?(\d+)>/y, mention('user')],
  [/<@&(\d+)>/y, mention('role')],
  [/<#(\d+)>/y, mention('channel')],
  [/<\/([^:>]+):\d+>/y, mention('command')],
  [/<a?:(\w+):\d+>/y, mention('emoji')],
  [/<(https?:\/\/[^\s>]+)>/y, match => plainLink(match[1] ?? '')],
  [
    /\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\)/y,
    (match, depth) => ({
      kind: 'link',
      url: match[2] ?? '',
      children: parseInline(match[1] ?? '', depth + 1),
    }),
  ],
  [/https?:\/\/[^\s<>]*[^\s<>.,:;!?)'"*_~|]/y, match => plainLink(match[0])],
  [/\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/y, emphasis('bold')],
  [/__((?:\\.|[^\\])+?)__(?!_)/y, emphasis('underline')],
  [/~~((?:\\.|[^\\])+?)~~/y, emphasis('strike')],
  [/\|\|((?:\\.|[^\\])+?)\|\|/y, emphasis('spoiler')],
  [/\*((?:\\.|[^\s*\\])(?:(?:\\.|[^*\\])*(?:\\.|[^\s*\\]))?)\*/y, emphasis('italic')],
  [/\b_((?:\\.|[^_\\])+)_\b/y, emphasis('italic')],
]

function parseInline(source: string, depth = 0): readonly Inline[] {
  const nodes: Inline[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') nodes.push({ kind: 'text', text: plain })
    plain = ''
  }
  for (let at = 0; at < source.length; ) {
    const found = depth < maxDepth ? matchAt(source, at) : null
    if (found === null) {
      plain += source[at]
      at += 1
      continue
    }
    const [match, make] = found
    const node = make(match, depth)
    if (node.kind === 'text') plain += node.text
    else {
      flush()
      nodes.push(node)
    }
    at += match[0].length
  }
  flush()
  return nodes
}

/** Nothing begins with a letter but an address, so most places need no look at the rules. */
const mayBegin = /[\\`<[*_~|h]/

function matchAt(source: string, at: number): readonly [RegExpExecArray, Rule[1]] | null {
  if (!mayBegin.test(source[at] ?? '')) return null
  for (const [pattern, make] of rules) {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (match !== null) return [match, make]
  }
  return null
}

const plainLink = (url: string): Inline => ({ kind: 'link', url, children: [{ kind: 'text', text: url }] })

function timeStyle(letter: string | undefined): TimeStyle {
  const styles: readonly TimeStyle[] = ['t', 'T', 'd', 'D', 'f', 'F', 'R']
  return styles.find(style => style === letter) ?? 'f'
}
