/** Letters that are read from right to left, and mean nothing. */
const LETTERS = 'אבגדהוזחטי'
/** What a translation may add to an English text, and to a single word of it. */
const LONGER = 0.4
const LEAST = 3

/** Marks and lengthens them all: what stands on the screen without marks never went through messages. */
export function pseudo<T>(messages: T): T {
  if (typeof messages !== 'object' || messages === null) return messages
  for (const [key, value] of Object.entries(messages)) Reflect.set(messages, key, dressed(value))
  return messages
}

function dressed(value: unknown): unknown {
  if (typeof value === 'string') return marked(value)
  if (typeof value === 'function') return (...given: unknown[]) => dressed(value(...given))
  return pseudo(value)
}

function marked(text: string): string {
  // Signs and figures stay as they are in any language.
  if (!/\p{L}{2}/u.test(text)) return text
  const length = Math.max(LEAST, Math.ceil(text.length * LONGER))
  const more = LETTERS.repeat(Math.ceil(length / LETTERS.length)).slice(0, length)
  // Words, as a translation would have, so that lines can break.
  return `⟦${text} ${more.replaceAll(/(.{5})(?=.)/g, '$1 ')}⟧`
}
