import type { StandInRequest, StandInResponse } from '../standIn.ts'
import { partnerPath, thumbnailUrl } from './entryAnswer.ts'
import { escapeHtml } from './escapeHtml.ts'
import type { KalturaOptions } from './kalturaOptions.ts'
import type { LibraryEntry } from './library.ts'
import { mayPlay } from './playbackContext.ts'

/** The account's only player. */
export const UI_CONF_ID = 46022343

const PAGE_PATH = /^\/p\/(\d+)\/embedPlaykitJs\/uiconf_id\/(\d+)$/

const STYLE = `
  body { margin: 0; background: #111418; color: #e6e9ee; font: 16px/1.5 system-ui, sans-serif; text-align: center; }
  main { min-height: 100vh; display: grid; place-content: center; justify-items: center; gap: 12px; }
  video, img { width: min(90vw, 960px); border-radius: 8px; background: #000; }
  p { margin: 0; max-width: 60ch; padding: 0 16px; } .note { color: #9aa4b2; font-size: 14px; }`

/**
 * The page that Kaltura serves for an account's player (`embedPlaykitJs` with `iframeembed`): it plays what everybody
 * may see. The player itself is not ours to hand out, so the browser's own stands in for it.
 */
export const playerPage = ({ url }: StandInRequest, options: KalturaOptions): StandInResponse | undefined => {
  const match = PAGE_PATH.exec(url.pathname)
  if (!match) return undefined
  if (Number(match[1]) !== options.partnerId || Number(match[2]) !== UI_CONF_ID)
    return html(404, 'No such player', '<p>This account has no such player.</p>')
  // Without the parameter it is the player's script, which nothing in the sandbox asks for.
  if (url.searchParams.get('iframeembed') !== 'true')
    return html(404, 'Not in the sandbox', '<p>The sandbox has no script of the player.</p>')
  const entry = options.library.findLiving(url.searchParams.get('entry_id') ?? '')
  if (!entry) return html(404, 'No such video', '<p>This video is not in the library.</p>')
  return html(200, entry.name, pictureOf(entry, options))
}

function pictureOf(entry: LibraryEntry, options: KalturaOptions): string {
  const poster = escapeHtml(thumbnailUrl(entry, options))
  const film = `${options.apiOrigin}${partnerPath(options.partnerId)}/playManifest/entryId/${entry.id}/format/url/protocol/http/a.mp4`
  return mayPlay(entry, undefined) && !entry.isLive
    ? `<video controls poster="${poster}" src="${escapeHtml(film)}"></video>`
    : `<img alt="" src="${poster}"><p>Whoever is not signed in at Kaltura can’t play this one: its access control asks for a session.</p>`
}

const html = (status: number, title: string, content: string): StandInResponse => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<main>
<p>${escapeHtml(title)}</p>
${content}
<p class="note">This stands in for Kaltura’s own page with the account’s player.</p>
</main>
`,
})
