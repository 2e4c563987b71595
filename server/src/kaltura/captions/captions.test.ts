import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIn, indexCaptions, toHit } from './captionIndex.ts'
import { MAX_CUES } from './cue.ts'
import { decodeText } from './decodeText.ts'
import { foldText, placesOf, wordsOf } from './foldText.ts'
import { readCaptions } from './readCaptions.ts'

const textsOf = (file: string) => readCaptions(file)?.map(({ startS, text }) => [startS, text])

describe('a file of captions', () => {
  it('is read as WebVTT, with its notes, styles, settings and names of speakers left out', () => {
    const file = [
      '\uFEFFWEBVTT Kind: captions',
      'X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0',
      '',
      'NOTE nobody says this',
      '',
      'STYLE',
      '::cue { color: white }',
      '',
      'intro',
      '00:01.500 --> 00:03.000 align:start position:10%',
      '<v Ana>Hello <i>you</i> &amp; me &lt;3',
      'and all.',
      '',
      '01:02:03.004 --> 01:02:05.000',
      'Later',
      '',
    ].join('\n')
    expect(textsOf(file)).toEqual([
      [1.5, 'Hello you & me <3 and all.'],
      [3723.004, 'Later'],
    ])
  })

  it('is read as SubRip, with its numbers, even without the empty lines between', () => {
    const file =
      '1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}First\r\n2\r\n00:00:03,250 --> 00:00:04,000\r\n<font color="red">Second</font>\r\n'
    expect(textsOf(file)).toEqual([
      [1, 'First'],
      [3.25, 'Second'],
    ])
  })

  it('is read as TTML in any of its clocks, beginnings adding up, whatever the namespace is called', () => {
    const file = `<?xml version="1.0"?>
      <t:tt xmlns:t="http://www.w3.org/ns/ttml" xmlns:p="http://www.w3.org/ns/ttml#parameter" p:frameRate="25" p:tickRate="10">
        <t:body><t:div begin="10s">
          <t:p begin="00:00:01.500" end="00:00:02">One<t:br/>line &amp; <t:span>two</t:span></t:p>
          <t:p begin="00:00:02:05">frames</t:p>
          <t:p begin="1m">minute</t:p><t:p begin="15t">ticks</t:p><t:p begin="50f">more</t:p>
          <t:p>never</t:p><t:p begin="soon">unknown</t:p>
        </t:div></t:body></t:tt>`
    expect(textsOf(file)).toEqual([
      [11.5, 'One line & two'],
      [11.5, 'ticks'],
      [12, 'more'],
      [12.2, 'frames'],
      [70, 'minute'],
    ])
  })

  const said = 'Größe: 5 € für Zoë'
  const subRip = `1\r\n00:00:01,000 --> 00:00:02,000\r\n${said}\r\n`
  const ttml = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><tt><body><p begin="1s">${said}</p></body></tt>`
  /** As Windows-1252 has them. */
  const oneByte = (text: string) => Buffer.from(text.replaceAll('€', '\u0080'), 'latin1')
  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()

  it.each([
    ['UTF-8', Buffer.from(subRip)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${subRip}`)],
    ['UTF-16 with its mark, the low byte first', Buffer.from(`\uFEFF${subRip}`, 'utf16le')],
    ['UTF-16 with its mark, the high byte first', swapped(`\uFEFF${subRip}`)],
    ['UTF-16 without a mark', Buffer.from(subRip, 'utf16le')],
    ['UTF-16 without a mark, the high byte first', swapped(`WEBVTT\n\n00:01.000 --> 00:02.000\n${said}\n`)],
    ['Windows-1252', oneByte(subRip)],
    ['Windows-1252, as it says', oneByte(ttml('windows-1252'))],
    ['UTF-8 that says it is UTF-16', Buffer.from(ttml('utf-16'))],
    ['UTF-8 that says it is what nobody knows', Buffer.from(ttml('x-nothing'))],
    [
      'UTF-8 with a broken byte at its end',
      Buffer.concat([Buffer.from(`${subRip}\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n`), Buffer.of(0xc3)]),
    ],
  ])('is read in %s', (_, bytes) => {
    expect(readCaptions(decodeText(bytes))?.[0]).toMatchObject({ startS: 1, text: said })
  })

  it.each([
    ['a picture', Buffer.from('GIF89a\u0000\u0001\u00ff\u00fe', 'latin1')],
    ['half of UTF-16', Buffer.from(subRip, 'utf16le').subarray(1, 9)],
    ['a mark alone', Buffer.of(0xff, 0xfe)],
    ['nothing', Buffer.alloc(0)],
  ])('is broken in any encoding where it is none (ASVS 1.5.1): %s', (_, bytes) => {
    expect(readCaptions(decodeText(bytes))).toBeNull()
  })

  it('is put in order by time', () => {
    expect(textsOf('WEBVTT\n\n00:09.000 --> 00:10.000\nb\n\n00:01.000 --> 00:02.000\na\n')).toEqual([
      [1, 'a'],
      [9, 'b'],
    ])
  })

  it.each([
    ['nothing', ''],
    ['another file', 'GIF89a\u0000\u0001'],
    ['a page', '<!doctype html><html><body><p>404</p></body></html>'],
    ['one that broke off', '1\n00:0x,000 -> 00:\uFFFD\nTides come tw'],
    ['XML without an end', '<tt><body><div><p begin="00:00:01.0'],
    ['entities that grow', '<!DOCTYPE tt [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><tt><p>&b;</p></tt>'],
    ['elements without end', `<tt>${'<p begin="1s">'.repeat(100_000)}`],
    ['nothing said over and over', `WEBVTT\n${'00:01.000 -->\n'.repeat(MAX_CUES + 1)}`],
    ['times that are none', 'WEBVTT\n\n99 --> 100\nx\n'],
  ])('is broken where nothing in it can be understood (ASVS 1.5.1): %s', (_, file) => {
    expect(readCaptions(file)).toBeNull()
  })

  it('may say nothing', () => expect(readCaptions('WEBVTT\n\n')).toEqual([]))

  it('has no more cues than somebody could say (ASVS 15.2.2)', () => {
    const cues = (count: number) => `WEBVTT\n${'\n00:01.000 --> 00:02.000\na\n'.repeat(count)}`
    expect(readCaptions(cues(MAX_CUES))).toHaveLength(MAX_CUES)
    expect(readCaptions(cues(MAX_CUES + 1))).toBeNull()
    expect(readCaptions(`<tt>${'<p begin="1s">a</p>'.repeat(MAX_CUES + 1)}</tt>`)).toBeNull()
  })

  it('never throws, and what it says is well-formed', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('00:01.000 --> 00:02.000\n', '<p begin="1s">', '</p>', '<', '\ud800', '\n\n', '1\n'),
    )
    fc.assert(fc.property(fc.uint8Array(), bytes => void readCaptions(decodeText(bytes))))
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('WEBVTT\n\n', '<tt>', ''), (pieces, head) => {
        for (const { startS, text } of readCaptions(head + pieces.join('')) ?? []) {
          expect(Number.isFinite(startS) && startS >= 0).toBe(true)
          expect(text.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})

describe('what people look for', () => {
  it.each([
    ['Größe', 'grosse'],
    ['ÉCOLE', 'ecole'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Ｆｕｌｌ', 'full'],
    ['e\u0301te\u0301', 'ete'],
    ['كِتَاب', 'كتاب'],
  ])('%s is folded', (text, folded) => expect(foldText(text)).toBe(folded))

  it('keeps vowels that are signs', () => expect(foldText('की')).not.toBe(foldText('क')))

  it('is words, without what stands around them', () => {
    expect(wordsOf('  “White”, dot! white ')).toEqual(['white', 'dot'])
    expect(wordsOf('?!')).toEqual(['?!'])
  })

  it('is marked where it stands in the text as it was', () => {
    const text = 'Die Gro\u0308ße der Größe'
    const marked = placesOf(text, ['grosse']).map(([from, to]) => text.slice(from, to))
    expect(marked).toEqual(['Gro\u0308ße', 'Größe'])
    expect(placesOf('aaa', ['aa', 'a'])).toEqual([[0, 3]])
  })

  it('is marked wherever it is found, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (text, a, b) => {
        const folded = foldText(text)
        const word = folded.slice(a % (folded.length + 1), b % (folded.length + 1))
        fc.pre(word !== '')
        const places = placesOf(text, [word])
        expect(places.length).toBeGreaterThan(0)
        for (const [from, to] of places) expect(to).toBeGreaterThan(from)
      }),
    )
  })
})

describe('a search in captions', () => {
  const index = indexCaptions([
    { startS: 1, text: 'One clock. The server says when,' },
    { startS: 5, text: 'and every player follows.' },
    { startS: 60, text: 'The clock again' },
  ])
  const found = (question: string) =>
    findIn(index, wordsOf(question)).map(find => toHit(index, find, wordsOf(question)))

  it('finds moments by all of their words, with what is said around', () => {
    expect(found('clock')).toEqual([
      {
        startS: 1,
        text: 'One clock. The server says when,',
        found: [[4, 9]],
        before: null,
        after: 'and every player follows.',
      },
      {
        startS: 60,
        text: 'The clock again',
        found: [[4, 9]],
        before: 'and every player follows.',
        after: null,
      },
    ])
    expect(found('clock nowhere')).toEqual([])
    expect(found('\u00ad')).toEqual([])
  })

  it('finds a sentence that goes on in the next cue, and none that another one begins a minute later', () => {
    expect(found('when every')).toMatchObject([
      {
        startS: 1,
        text: 'One clock. The server says when, and every player follows.',
        after: 'The clock again',
      },
    ])
    expect(found('player again')).toEqual([])
  })
})
