/**
 * Phones have the media source by another name, under which hls.js looks for it and the Kaltura player doesn't. False
 * where there is none at all: then the browser plays streams only by itself, past all that runs in the page.
 */
export function provideMediaSource(page: object): boolean {
  const has = (name: string): boolean => typeof Reflect.get(page, name) === 'function'
  if (has('MediaSource') || has('WebKitMediaSource')) return true
  if (!has('ManagedMediaSource')) return false
  Reflect.set(page, 'MediaSource', Reflect.get(page, 'ManagedMediaSource'))
  return true
}
