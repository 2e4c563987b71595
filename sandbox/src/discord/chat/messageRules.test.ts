import { describe, expect, it } from 'vitest'
import type { StandInResponse } from '../../standIn.ts'
import { createForm } from '../forms/form.ts'
import { checkMessage, MESSAGE_FLAG } from './messageRules.ts'
import { checkModal } from './modalRules.ts'

const flags = MESSAGE_FLAG.secondVersion
const text = (content = 'Hello') => ({ type: 10, content })
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more })
const row = (...components: object[]) => ({ type: 1, components })
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const select = (more: object = {}) => ({
  type: 3,
  custom_id: 'choose',
  options: [{ label: 'One', value: '1' }],
  ...more,
})
const option = (index: number) => ({ label: `${index}`, value: `${index}` })
const thumbnail = (url: string) => ({ type: 11, media: { url } })
const section = (more: object = {}) => ({ type: 9, components: [text()], accessory: button(), ...more })
const v2 = (...components: object[]) => ({ flags, components })

/** Every path with a problem, and its code. */
function problems(body: StandInResponse['body']): [path: string, code: string][] {
  const walk = (node: unknown, path: string[]): [string, string][] =>
    Object.entries(Object(node)).flatMap(([key, inner]): [string, string][] =>
      key === '_errors' && Array.isArray(inner)
        ? inner.map(({ code }) => [path.join('.'), code])
        : walk(inner, [...path, key]),
    )
  return walk(JSON.parse(JSON.stringify(body)).errors, [])
}

describe('a message that Discord takes', () => {
  it.each([
    ['words', { content: 'x'.repeat(2000) }],
    ['emoji, counted as one', { content: '🎬'.repeat(2000) }],
    ['an embed', { embeds: [{ title: 'A', url: 'https://example.org' }] }],
    [
      'five buttons a row',
      { content: '.', components: [row(...many(5, index => button({ custom_id: `${index}` })))] },
    ],
    [
      'a link',
      { content: '.', components: [row({ type: 2, style: 5, label: 'Go', url: 'https://example.org' })] },
    ],
    [
      'an emoji in the place of a label',
      { content: '.', components: [row(button({ label: null, emoji: { name: '🎬' } }))] },
    ],
    ['a select', { content: '.', components: [row(select())] }],
    ['forty components', v2(...many(40, () => text()))],
    [
      'a container',
      v2({
        type: 17,
        accent_color: 0,
        components: [section(), { type: 14 }, row(button({ custom_id: 'b' }))],
      }),
    ],
    ['a thumbnail', v2(section({ accessory: thumbnail('https://example.org/a.png') }))],
    ['a gallery', v2({ type: 12, items: [{ media: { url: 'https://example.org/a.png' } }] })],
  ])('%s', (_what, sent) => {
    expect(checkMessage(sent)).toMatchObject({ ok: true })
  })
})

describe('a message that Discord refuses', () => {
  it.each([
    ['too many characters', { content: 'x'.repeat(2001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
    ['a number for words', { content: 5 }, 'content', 'STRING_TYPE_CONVERT'],
    [
      'words beside the second version',
      { flags, content: 'x', components: [text()] },
      'content',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'embeds beside the second version',
      { flags, embeds: [{ title: 'A' }], components: [text()] },
      'embeds',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'the second version without its flag',
      { components: [text()] },
      'components.0.type',
      'BASE_TYPE_CHOICES',
    ],
    [
      'six rows',
      { content: '.', components: many(6, index => row(button({ custom_id: `${index}` }))) },
      'components',
      'BASE_TYPE_MAX_LENGTH',
    ],
    ['41 components', v2(...many(41, () => text())), 'components', 'BASE_TYPE_MAX_LENGTH'],
    [
      '41 components, deep down',
      v2({
        type: 17,
        components: many(8, index =>
          section({ components: many(3, () => text()), accessory: button({ custom_id: `${index}` }) }),
        ),
      }),
      'components',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      '4001 characters in all',
      v2(text('x'.repeat(2000)), text('x'.repeat(2001))),
      'components',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    [
      'six buttons a row',
      { content: '.', components: [row(...many(6, index => button({ custom_id: `${index}` })))] },
      'components.0.components',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'an empty row',
      { content: '.', components: [row()] },
      'components.0.components',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a button beside a select',
      { content: '.', components: [row(select(), button())] },
      'components.0.components',
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ],
    [
      'a long custom id',
      { content: '.', components: [row(button({ custom_id: 'x'.repeat(101) }))] },
      'components.0.components.0.custom_id',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'no custom id',
      { content: '.', components: [row(button({ custom_id: undefined }))] },
      'components.0.components.0.custom_id',
      'BASE_TYPE_REQUIRED',
    ],
    [
      'one custom id twice',
      v2(row(button()), section()),
      'components.1.accessory.custom_id',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a button that says nothing',
      { content: '.', components: [row(button({ label: '' }))] },
      'components.0.components.0',
      'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
    ],
    [
      'a long label',
      { content: '.', components: [row(button({ label: 'x'.repeat(81) }))] },
      'components.0.components.0.label',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a link with a custom id',
      { content: '.', components: [row(button({ style: 5, url: 'https://example.org' }))] },
      'components.0.components.0.custom_id',
      'BUTTON_COMPONENT_CUSTOM_ID_FORBIDDEN',
    ],
    [
      'a link to a script',
      { content: '.', components: [row({ type: 2, style: 5, label: 'Go', url: 'javascript:alert(1)' })] },
      'components.0.components.0.url',
      'URL_TYPE_INVALID_SCHEME',
    ],
    [
      'a link to nowhere',
      { content: '.', components: [row({ type: 2, style: 5, label: 'Go' })] },
      'components.0.components.0.url',
      'BASE_TYPE_REQUIRED',
    ],
    [
      'a button with an address',
      { content: '.', components: [row(button({ url: 'https://example.org' }))] },
      'components.0.components.0.url',
      'BUTTON_COMPONENT_URL_FORBIDDEN',
    ],
    [
      'a section of four texts',
      v2(section({ components: many(4, () => text()) })),
      'components.0.components',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a section without an accessory',
      v2(section({ accessory: undefined })),
      'components.0.accessory',
      'BASE_TYPE_REQUIRED',
    ],
    [
      'a picture that is no address',
      v2(section({ accessory: thumbnail('/a.png') })),
      'components.0.accessory.media.url',
      'URL_TYPE_INVALID_URL',
    ],
    [
      'a container in a container',
      v2({ type: 17, components: [{ type: 17, components: [text()] }] }),
      'components.0.components.0.type',
      'BASE_TYPE_CHOICES',
    ],
    [
      '26 choices',
      { content: '.', components: [row(select({ options: many(26, option) }))] },
      'components.0.components.0.options',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'one choice twice',
      { content: '.', components: [row(select({ options: [option(1), option(1)] }))] },
      'components.0.components.0.options.1.value',
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    ],
    [
      'an embed of too many words',
      { embeds: [{ description: 'x'.repeat(4097) }] },
      'embeds.0.description',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'embeds of too many words together',
      { embeds: many(2, () => ({ description: 'x'.repeat(3001) })) },
      'embeds',
      'MAX_EMBED_SIZE_EXCEEDED',
    ],
    [
      'a kind of mention that there isn’t',
      { content: '.', allowed_mentions: { parse: ['none'] } },
      'allowed_mentions.parse',
      'BASE_TYPE_CHOICES',
    ],
    [
      'all people and some',
      { content: '.', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions.parse',
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
  ])('%s', (_what, sent, path, code) => {
    const checked = checkMessage(sent)
    if (checked.ok) throw new Error('it was taken')
    const { response, sentence } = checked.refusal
    expect(response).toMatchObject({ status: 400, body: { code: 50035, message: 'Invalid Form Body' } })
    expect(problems(response.body)).toContainEqual([path, code])
    expect(sentence).toContain(path)
  })

  it.each([{}, { content: ' ' }, { content: null, embeds: [] }, v2()])('nothing at all: %j', sent => {
    expect(checkMessage(sent)).toMatchObject({ ok: false, refusal: { response: { body: { code: 50006 } } } })
  })

  it('what an edit would leave empty, and words that the second version doesn’t have', () => {
    const before = { content: 'x', embeds: [], components: [], flags: 0 }
    expect(checkMessage({ content: '' }, [], before)).toMatchObject({ ok: false })
    expect(checkMessage(v2(text()), [], before)).toMatchObject({ ok: false })
    expect(checkMessage({ ...v2(text()), content: null }, [], before)).toMatchObject({
      ok: true,
      value: { content: '' },
    })
    expect(checkMessage({ content: 'y' }, [], { ...before, content: '', flags })).toMatchObject({ ok: false })
  })
})

describe('a modal', () => {
  const input = (more: object = {}) => ({ type: 4, style: 1, custom_id: 'a', ...more })
  const label = (component: object, more: object = {}) => ({ type: 18, label: 'Name', component, ...more })
  const modal = (more: object = {}) => ({ title: 'T', custom_id: 'm', components: [label(input())], ...more })

  function refused(sent: object): [string, string][] {
    const errors: { path: readonly (string | number)[]; code: string; message: string }[] = []
    checkModal(createForm({ ...sent }, errors))
    return errors.map(({ path, code }) => [path.join('.'), code])
  }

  it.each([
    modal(),
    modal({ components: [{ type: 10, content: 'Read this' }, label(select())] }),
    modal({ components: [{ type: 1, components: [input({ label: 'Name' })] }] }),
  ])('is taken: %j', sent => {
    expect(refused(sent)).toEqual([])
  })

  it.each([
    [modal({ title: 'x'.repeat(46) }), 'title', 'BASE_TYPE_BAD_LENGTH'],
    [modal({ custom_id: '' }), 'custom_id', 'BASE_TYPE_BAD_LENGTH'],
    [modal({ components: [] }), 'components', 'BASE_TYPE_BAD_LENGTH'],
    [
      modal({ components: many(6, index => label(input({ custom_id: `${index}` }))) }),
      'components',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [modal({ components: [row(button())] }), 'components.0.components.0.type', 'BASE_TYPE_CHOICES'],
    [modal({ components: [input()] }), 'components.0.type', 'BASE_TYPE_CHOICES'],
    [
      modal({ components: [label(input(), { label: 'x'.repeat(46) })] }),
      'components.0.label',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      modal({ components: [label(input(), { description: 'x'.repeat(101) })] }),
      'components.0.description',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      modal({ components: [label(input({ label: 'Name' }))] }),
      'components.0.component.label',
      'COMPONENT_LABEL_FORBIDDEN',
    ],
    [
      modal({ components: [label(input()), label(input())] }),
      'components.1.component.custom_id',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      modal({ components: [label(input({ value: 'abc', max_length: 2 }))] }),
      'components.0.component.value',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      modal({ components: [label(input({ style: 3 }))] }),
      'components.0.component.style',
      'BASE_TYPE_CHOICES',
    ],
    [
      modal({ components: [label(input({ max_length: 4001 }))] }),
      'components.0.component.max_length',
      'NUMBER_TYPE_MAX',
    ],
  ])('is refused: %j at %s', (sent, path, code) => {
    expect(refused(sent)).toContainEqual([path, code])
  })
})
