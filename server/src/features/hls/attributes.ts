/** One `NAME=value` of a tag, RFC 8216 §4.2. */
export interface Attribute {
  readonly name: string
  /** As written, with its quotation marks where it has some. */
  readonly value: string
}

/** No two parts of it match the same: how long it takes grows with the text and no faster. */
const ATTRIBUTE = /\s*([A-Za-z0-9-]+)=("[^"]*"\s*|[^",]*)(?:,|$)/y

/** Null for what is no list of attributes. */
export function readAttributes(text: string): readonly Attribute[] | null {
  const attributes: Attribute[] = []
  ATTRIBUTE.lastIndex = 0
  let end = 0
  while (end < text.length) {
    const [whole, name = '', value = ''] = ATTRIBUTE.exec(text) ?? []
    if (whole === undefined) return null
    attributes.push({ name, value: value.trim() })
    end = ATTRIBUTE.lastIndex
  }
  return attributes
}

export const writeAttributes = (attributes: readonly Attribute[]): string =>
  attributes.map(({ name, value }) => `${name}=${value}`).join(',')

/** What stands between quotation marks; null for a value without. */
export const unquoted = (value: string): string | null => /^"(.*)"$/.exec(value)?.[1] ?? null
