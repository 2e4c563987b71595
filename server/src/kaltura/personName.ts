/** Kaltura's columns for first and last name, characters. */
const MAX_NAME = 40

interface PersonName {
  readonly firstName: string
  /** Empty where one word is all there is. */
  readonly lastName: string
}

/** A name as Kaltura has it: one word is a first name; of several the last is the last name. */
export function splitName(name: string): PersonName {
  const words = name.split(' ')
  const last = words.length > 1 ? words.pop() : ''
  return { firstName: cutText(words.join(' '), MAX_NAME), lastName: cutText(last ?? '', MAX_NAME) }
}

/** Without what can't be seen, and without commas: they part privileges wherever a name ends up in a session. */
export const plainName = (name: string) =>
  name
    .replaceAll(/[\p{C},]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** By whole characters, as far as code points are. */
export const cutText = (text: string, length: number) => [...text].slice(0, length).join('').trim()
