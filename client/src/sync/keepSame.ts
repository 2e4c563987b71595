/**
 * The new value, made of the old one wherever both say the same; the old one itself where nothing has changed. For plain
 * data that is made anew all the time and looked at by who compares with `===`.
 */
export function keepSame<T>(before: unknown, after: T): T
export function keepSame(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return after
  if (Array.isArray(after)) return Array.isArray(before) ? keepSameItems(before, after) : after
  return isPlain(before) && isPlain(after) ? keepSameFields(before, after) : after
}

type Plain = Readonly<Record<string, unknown>>

function keepSameItems(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const kept = after.map((item, index) => keepSame(before[index], item))
  const isSame = before.length === kept.length && kept.every((item, index) => Object.is(item, before[index]))
  return isSame ? before : kept
}

function keepSameFields(before: Plain, after: Plain): Plain {
  const keys = Object.keys(after)
  const kept = Object.fromEntries(keys.map(key => [key, keepSame(before[key], after[key])]))
  const isSame =
    Object.keys(before).length === keys.length &&
    keys.every(key => key in before && Object.is(kept[key], before[key]))
  return isSame ? before : kept
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
