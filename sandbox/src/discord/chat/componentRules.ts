import type { Form } from '../forms/form.ts'

/** https://docs.discord.com/developers/components/reference */
export const COMPONENT = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const

const LINK_STYLE = 5
const PREMIUM_STYLE = 6
const MAX_ROWS = 5
const MAX_COMPONENTS = 40
/** Characters of all texts of one message together. */
const MAX_TEXT = 4000

const SELECTS: readonly number[] = [
  COMPONENT.stringSelect,
  COMPONENT.userSelect,
  COMPONENT.roleSelect,
  COMPONENT.mentionableSelect,
  COMPONENT.channelSelect,
]
const IN_CONTAINER: readonly number[] = [
  COMPONENT.row,
  COMPONENT.section,
  COMPONENT.text,
  COMPONENT.gallery,
  COMPONENT.file,
  COMPONENT.separator,
]
const TOP_OF_SECOND_VERSION: readonly number[] = [...IN_CONTAINER, COMPONENT.container]

/** What has been seen of one message or modal so far. */
export interface Seen {
  components: number
  text: number
  readonly customIds: Set<string>
}

export const nothingSeen = (): Seen => ({ components: 0, text: 0, customIds: new Set() })

/** The components of a message; `secondVersion` is whether its flag says so. */
export function checkComponents(message: Form, secondVersion: boolean): void {
  const seen = nothingSeen()
  const allowed = secondVersion ? TOP_OF_SECOND_VERSION : [COMPONENT.row]
  const max = secondVersion ? MAX_COMPONENTS : MAX_ROWS
  for (const form of message.forms('components', { max })) checkComponent(form, allowed, seen)
  if (seen.components > MAX_COMPONENTS)
    message.refuse(
      'components',
      'BASE_TYPE_MAX_LENGTH',
      `The total number of components must be ${MAX_COMPONENTS} or fewer.`,
    )
  if (seen.text > MAX_TEXT)
    message.refuse(
      'components',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Total message text must be ${MAX_TEXT} or fewer in length.`,
    )
}

export function checkComponent(form: Form, allowed: readonly number[], seen: Seen): void {
  seen.components += 1
  const { type } = form.value
  form.oneOf('type', allowed, true)
  form.integer('id', { min: 0, max: 2 ** 31 - 1 })
  if (typeof type !== 'number' || !allowed.includes(type)) return
  RULES[type]?.(form, seen)
}

type Rule = (form: Form, seen: Seen) => void

const RULES: Readonly<Record<number, Rule>> = {
  [COMPONENT.row]: checkRow,
  [COMPONENT.button]: checkButton,
  ...Object.fromEntries(SELECTS.map(type => [type, checkSelect])),
  [COMPONENT.section]: checkSection,
  [COMPONENT.text]: checkText,
  [COMPONENT.thumbnail]: checkMedia,
  [COMPONENT.gallery]: form => form.forms('items', { min: 1, max: 10, required: true }).forEach(checkMedia),
  [COMPONENT.file]: form => form.form('file', true)?.text('url', { min: 1, max: 2048, required: true }),
  [COMPONENT.separator]: checkSeparator,
  [COMPONENT.container]: checkContainer,
}

function checkRow(form: Form, seen: Seen): void {
  const inside = form.forms('components', { min: 1, max: 5, required: true })
  const selects = inside.filter(({ value }) => SELECTS.some(type => type === value['type']))
  if (selects.length > 0 && inside.length > 1)
    form.refuse(
      'components',
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    )
  for (const each of inside) checkComponent(each, [COMPONENT.button, ...SELECTS], seen)
}

function checkButton(form: Form, seen: Seen): void {
  form.oneOf('style', [1, 2, 3, 4, LINK_STYLE, PREMIUM_STYLE], true)
  form.flag('disabled')
  const { style } = form.value
  const label = form.text('label', { max: 80 })
  const isPremium = style === PREMIUM_STYLE
  if (!isPremium && (label ?? '') === '' && !form.has('emoji'))
    form.refuse(null, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji')
  if (style === LINK_STYLE) checkLink(form)
  else if (isPremium) form.text('sku_id', { min: 1, max: 20, required: true })
  else {
    checkCustomId(form, seen)
    if (form.has('url'))
      form.refuse('url', 'BUTTON_COMPONENT_URL_FORBIDDEN', 'Only link buttons may have a url')
  }
}

function checkLink(form: Form): void {
  if (form.has('custom_id'))
    form.refuse(
      'custom_id',
      'BUTTON_COMPONENT_CUSTOM_ID_FORBIDDEN',
      'A custom id and url cannot both be specified',
    )
  form.url('url', ['http', 'https', 'discord'], { min: 1, max: 512, required: true })
}

export function checkCustomId(form: Form, seen: Seen): void {
  const id = form.text('custom_id', { min: 1, max: 100, required: true })
  if (id === undefined) return
  if (seen.customIds.has(id))
    form.refuse('custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
  seen.customIds.add(id)
}

export function checkSelect(form: Form, seen: Seen): void {
  checkCustomId(form, seen)
  form.text('placeholder', { max: 150 })
  form.flag('disabled')
  const min = form.integer('min_values', { min: 0, max: 25 }) ?? 1
  const max = form.integer('max_values', { min: 1, max: 25 }) ?? 1
  if (min > max) form.refuse('min_values', 'NUMBER_TYPE_MAX', 'min_values must not be above max_values.')
  if (form.value['type'] === COMPONENT.stringSelect) checkOptions(form, max)
}

function checkOptions(form: Form, maxValues: number): void {
  const values = new Set<string>()
  const options = form.forms('options', { min: 1, max: 25, required: true })
  for (const option of options) {
    option.text('label', { min: 1, max: 100, required: true })
    option.text('description', { max: 100 })
    option.flag('default')
    const value = option.text('value', { min: 1, max: 100, required: true })
    if (value !== undefined && values.has(value))
      option.refuse(
        'value',
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      )
    if (value !== undefined) values.add(value)
  }
  const chosen = options.filter(({ value }) => value['default'] === true).length
  if (chosen > maxValues)
    form.refuse(
      'options',
      'SELECT_COMPONENT_TOO_MANY_DEFAULTS',
      `Only ${maxValues} may be chosen beforehand.`,
    )
}

function checkSection(form: Form, seen: Seen): void {
  for (const text of form.forms('components', { min: 1, max: 3, required: true }))
    checkComponent(text, [COMPONENT.text], seen)
  const accessory = form.form('accessory', true)
  if (accessory !== null) checkComponent(accessory, [COMPONENT.button, COMPONENT.thumbnail], seen)
}

export function checkText(form: Form, seen: Seen): void {
  const content = form.text('content', { min: 1, max: MAX_TEXT, required: true })
  seen.text += [...(content ?? '')].length
}

function checkMedia(form: Form): void {
  form.text('description', { max: 1024 })
  form.flag('spoiler')
  form.form('media', true)?.url('url', ['http', 'https', 'attachment'], { min: 1, max: 2048, required: true })
}

function checkSeparator(form: Form): void {
  form.oneOf('spacing', [1, 2])
  form.flag('divider')
}

function checkContainer(form: Form, seen: Seen): void {
  form.integer('accent_color', { min: 0, max: 0xff_ff_ff })
  form.flag('spoiler')
  for (const inside of form.forms('components', { min: 1, max: MAX_COMPONENTS, required: true }))
    checkComponent(inside, IN_CONTAINER, seen)
}
