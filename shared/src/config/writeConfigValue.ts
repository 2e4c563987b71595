import { parseList } from './parseConfigValue.ts'

/** A value as `parseConfigValue` reads it again from a text field; empty for what isn't set. */
export function writeConfigValue(value: unknown): string {
  if (Array.isArray(value)) return writeList(value.map(String))
  return value === null || value === undefined ? '' : String(value)
}

/** With commas between, unless a name has some itself. */
function writeList(entries: readonly string[]): string {
  const plain = entries.join(', ')
  const read = parseList(plain)
  return JSON.stringify(read) === JSON.stringify(entries) ? plain : JSON.stringify(entries)
}
