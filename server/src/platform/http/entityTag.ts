import { hash } from 'node:crypto'

/** A few bits fewer than the whole, which is plenty. */
const TAG_LENGTH = 27

/** The strong ETag of an answer, from what is in it. */
export const entityTag = (body: string | Buffer): string =>
  `"${hash('sha256', body, 'base64url').slice(0, TAG_LENGTH)}"`

/** Whether `If-Match` names the tag (RFC 9110, section 13.1.1): compared strongly. */
export const namesTagStrongly = (list: string, tag: string): boolean =>
  list.split(',').some(each => each.trim() === tag || each.trim() === '*')

/** Whether `If-None-Match` names the tag (section 13.1.2): a cache on the way may have made it a weak one. */
export const namesTag = (list: string, tag: string): boolean =>
  namesTagStrongly(list.replaceAll(/(?<=^|,)\s*W\//g, ''), tag)
