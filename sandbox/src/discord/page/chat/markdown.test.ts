import { describe, expect, it } from 'vitest'
import { type Block, type Inline, parseMarkdown } from './markdown.ts'

const text = (value: string): Inline => ({ kind: 'text', text: value })

function inline(source: string): readonly Inline[] {
  const [block] = parseMarkdown(source)
  if (block === undefined || !('children' in block)) throw new Error('There is no line.')
  return block.children
}

/** Everything a reader would see. */
const shown = (nodes: readonly Inline[]): string =>
  nodes
    .map(node => ('children' in node ? shown(node.children) : 'text' in node ? node.text : `<${node.kind}>`))
    .join('')

describe('parseMarkdown', () => {
  it.each<[string, readonly Inline[]]>([
    ['**loud**', [{ kind: 'bold', children: [text('loud')] }]],
    [
      '*soft* _soft_',
      [{ kind: 'italic', children: [text('soft')] }, text(' '), { kind: 'italic', children: [text('soft')] }],
    ],
    ['***both***', [{ kind: 'bold', children: [{ kind: 'italic', children: [text('both')] }] }]],
    [
      '__under__ ~~gone~~',
      [
        { kind: 'underline', children: [text('under')] },
        text(' '),
        { kind: 'strike', children: [text('gone')] },
      ],
    ],
    ['`a **b**`', [{ kind: 'code', text: 'a **b**' }]],
    ['\\*plain\\* 2 * 3 * 4', [text('*plain* 2 * 3 * 4')]],
    ['snake_case_name', [text('snake_case_name')]],
    ['<t:1700000000:R>', [{ kind: 'time', epochS: 1_700_000_000, style: 'R' }]],
    ['<t:1700000000>', [{ kind: 'time', epochS: 1_700_000_000, style: 'f' }]],
    [
      '<@12> <@&34> <#56>',
      [
        { kind: 'mention', of: 'user', id: '12' },
        text(' '),
        { kind: 'mention', of: 'role', id: '34' },
        text(' '),
        { kind: 'mention', of: 'channel', id: '56' },
      ],
    ],
    ['[here](https://a.example/b)', [{ kind: 'link', url: 'https://a.example/b', children: [text('here')] }]],
    [
      'see https://a.example.',
      [
        text('see '),
        { kind: 'link', url: 'https://a.example', children: [text('https://a.example')] },
        text('.'),
      ],
    ],
  ])('draws %s', (source, expected) => {
    expect(inline(source)).toEqual(expected)
  })

  it('knows headings, small print, quotes, lists and code', () => {
    const source = '# One\n-# small\n> said\n> more\n- a\n- b\n1. c\n```js\nlet a\n```\nend'
    expect(parseMarkdown(source).map(block => block.kind)).toEqual<Block['kind'][]>([
      'heading',
      'small',
      'quote',
      'list',
      'list',
      'code',
      'paragraph',
    ])
  })

  it('keeps the breaks inside of a paragraph and parts paragraphs at empty lines', () => {
    expect(parseMarkdown('a\nb\n\nc')).toEqual([
      { kind: 'paragraph', children: [text('a'), text('\n'), text('b')] },
      { kind: 'paragraph', children: [text('c')] },
    ])
  })

  it.each([
    '[x](javascript:alert(1))',
    '<img src=x onerror=alert(1)>',
    '[x](data:text/html,hi)',
    '**never closed',
    '@everyone',
  ])('leaves %s as the text it is', source => {
    expect(inline(source)).toEqual([text(source)])
  })

  it('comes to an end with nothing but marks, and loses none of them', () => {
    for (const mark of ['*', '_', '~', '|', '`', '[', '<', '\\'])
      expect(shown(inline(`a${mark.repeat(2000)}b`)).length).toBeGreaterThan(0)
  })
})
