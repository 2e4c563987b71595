import { isRecord } from '../read.ts'

/** Message components of Discord's API, as far as they are drawn here. The page draws what it can and says what it can't. */
export type Component =
  | { readonly kind: 'row'; readonly children: readonly Component[] }
  | {
      readonly kind: 'container'
      /** CSS colour. */
      readonly accent: string | null
      readonly spoiler: boolean
      readonly children: readonly Component[]
    }
  | {
      readonly kind: 'section'
      readonly children: readonly Component[]
      readonly accessory: Component | null
    }
  | { readonly kind: 'text'; readonly content: string }
  | ({ readonly kind: 'thumbnail' } & Picture)
  | { readonly kind: 'gallery'; readonly items: readonly Picture[] }
  | { readonly kind: 'separator'; readonly divider: boolean; readonly large: boolean }
  | ButtonComponent
  | SelectComponent
  | InputComponent
  | {
      readonly kind: 'label'
      readonly label: string
      readonly description: string
      readonly child: Component
    }
  | { readonly kind: 'unknown'; readonly type: number }

export interface Picture {
  /** null where it isn't on the web. */
  readonly url: string | null
  readonly description: string
  readonly spoiler: boolean
}

export interface ButtonComponent {
  readonly kind: 'button'
  readonly look: 'primary' | 'secondary' | 'success' | 'danger' | 'link'
  readonly label: string
  readonly emoji: string
  readonly customId: string | null
  readonly url: string | null
  readonly disabled: boolean
}

export interface SelectComponent {
  readonly kind: 'select'
  readonly customId: string
  readonly placeholder: string
  readonly required: boolean
  readonly disabled: boolean
  readonly options: readonly {
    readonly label: string
    readonly value: string
    readonly description: string
    readonly isDefault: boolean
  }[]
}

export interface InputComponent {
  readonly kind: 'input'
  readonly customId: string
  readonly label: string
  readonly paragraph: boolean
  readonly required: boolean
  readonly value: string
  readonly placeholder: string
  readonly minLength: number
  readonly maxLength: number
}

/** Discord's limit for a text input of a modal, characters. */
const maxInputLength = 4000

type Source = Readonly<Record<string, unknown>>

const words = (source: Source, key: string): string => {
  const value = source[key]
  return typeof value === 'string' ? value : ''
}

const whole = (source: Source, key: string): number | null => {
  const value = source[key]
  return typeof value === 'number' ? value : null
}

const isSet = (source: Source, key: string): boolean => source[key] === true

const partsOf = (source: Source, key: string): readonly unknown[] => {
  const value = source[key]
  return Array.isArray(value) ? value : []
}

export const webUrl = (value: unknown): string | null => {
  const url = typeof value === 'string' ? URL.parse(value) : null
  return url !== null && ['http:', 'https:'].includes(url.protocol) ? url.href : null
}

const readers: Readonly<Record<number, (source: Source) => Component>> = {
  1: source => ({ kind: 'row', children: childrenOf(source) }),
  2: readButton,
  3: readSelect,
  4: readInput,
  9: source => ({
    kind: 'section',
    children: childrenOf(source),
    accessory: source['accessory'] === undefined ? null : readComponent(source['accessory']),
  }),
  10: source => ({ kind: 'text', content: words(source, 'content') }),
  11: source => ({ kind: 'thumbnail', ...readPicture(source) }),
  12: source => ({ kind: 'gallery', items: partsOf(source, 'items').filter(isRecord).map(readPicture) }),
  14: source => ({ kind: 'separator', divider: source['divider'] !== false, large: source['spacing'] === 2 }),
  17: source => ({
    kind: 'container',
    accent: colourOf(whole(source, 'accent_color')),
    spoiler: isSet(source, 'spoiler'),
    children: childrenOf(source),
  }),
  18: source => ({
    kind: 'label',
    label: words(source, 'label'),
    description: words(source, 'description'),
    child: readComponent(source['component']),
  }),
}

export function readComponent(source: unknown): Component {
  const type = isRecord(source) ? (whole(source, 'type') ?? 0) : 0
  const read = readers[type]
  return isRecord(source) && read !== undefined ? read(source) : { kind: 'unknown', type }
}

export const readComponents = (sources: readonly unknown[]): readonly Component[] =>
  sources.map(readComponent)

const childrenOf = (source: Source): readonly Component[] => readComponents(partsOf(source, 'components'))

export const colourOf = (value: number | null): string | null =>
  value === null ? null : `#${(value & 0xff_ff_ff).toString(16).padStart(6, '0')}`

function readPicture(source: Source): Picture {
  const media = source['media']
  return {
    url: isRecord(media) ? webUrl(media['url']) : null,
    description: words(source, 'description'),
    spoiler: isSet(source, 'spoiler'),
  }
}

const looks: Readonly<Record<number, ButtonComponent['look']>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'link',
}

function readButton(source: Source): Component {
  const emoji = source['emoji']
  return {
    kind: 'button',
    look: looks[whole(source, 'style') ?? 0] ?? 'secondary',
    label: words(source, 'label'),
    // Emoji of a server are pictures; their names stand for them.
    emoji: isRecord(emoji)
      ? typeof emoji['id'] === 'string'
        ? `:${words(emoji, 'name')}:`
        : words(emoji, 'name')
      : '',
    customId: words(source, 'custom_id') || null,
    url: webUrl(source['url']),
    disabled: isSet(source, 'disabled'),
  }
}

function readSelect(source: Source): Component {
  return {
    kind: 'select',
    customId: words(source, 'custom_id'),
    placeholder: words(source, 'placeholder') || 'Make a selection',
    required: source['required'] !== false,
    disabled: isSet(source, 'disabled'),
    options: partsOf(source, 'options')
      .filter(isRecord)
      .map(option => ({
        label: words(option, 'label'),
        value: words(option, 'value'),
        description: words(option, 'description'),
        isDefault: isSet(option, 'default'),
      })),
  }
}

function readInput(source: Source): Component {
  return {
    kind: 'input',
    customId: words(source, 'custom_id'),
    label: words(source, 'label'),
    paragraph: source['style'] === 2,
    required: source['required'] !== false,
    value: words(source, 'value'),
    placeholder: words(source, 'placeholder'),
    minLength: whole(source, 'min_length') ?? 0,
    maxLength: whole(source, 'max_length') ?? maxInputLength,
  }
}
