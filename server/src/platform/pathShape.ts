/** Letters, and versions such as `v1` or `api_v3`: what people name routes with, and no id or token looks like. */
const WORD = /^(?:@?[A-Za-z][A-Za-z_-]{0,31}|(?:[a-z]{1,16}_)?v\d{1,2})$/

/** A path of which only the words are left, `/guilds/:x/members/:x`: what was sent to us must not be in a log. */
export function pathShape(path: string): string {
  return path
    .split('/')
    .map(segment => (segment === '' || WORD.test(segment) ? segment : ':x'))
    .join('/')
}
