/**
 * What the proxy does to an HTML document: its script first, before anything of the page runs, and the
 * nonce on inline scripts. Scripts with a `src` get none; Discord's don't either.
 */
export function rewriteHtml(html: string, { nonce, script }: { nonce: string; script: string }): string {
  const injected = `<script nonce="${nonce}">${script}</script>`
  return injectFirst(addNonces(html, nonce), injected)
}

function addNonces(html: string, nonce: string): string {
  return html.replace(/<script\b([^>]*)>/gi, (tag, attributes: string) => {
    if (/\ssrc\s*=/i.test(attributes)) return tag
    const own = attributes.replace(/\snonce(\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/gi, '')
    return `<script nonce="${nonce}"${own}>`
  })
}

/** First in the head; else after `<html>` or the doctype: a script before the doctype means quirks mode. */
function injectFirst(html: string, injected: string): string {
  for (const place of [/<head\b[^>]*>/i, /<html\b[^>]*>/i, /<!doctype\b[^>]*>/i]) {
    const found = place.exec(html)
    if (found === null) continue
    const end = found.index + found[0].length
    return html.slice(0, end) + injected + html.slice(end)
  }
  return injected + html
}
