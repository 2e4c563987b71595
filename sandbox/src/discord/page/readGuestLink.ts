type GuestLink =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly problem: string }

/** What somebody has pasted who was invited without Discord: a link into a room, which the product's own door decides on. */
export function readGuestLink(pasted: string): GuestLink {
  const text = pasted.trim()
  if (text === '') return { ok: false, problem: 'Paste the link that somebody made in the Activity.' }
  const url = URL.parse(text)
  const isPage = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url === null || !isPage || !/^\/join\/[^/]+$/.test(url.pathname))
    return { ok: false, problem: 'That is no link for guests: it reads “…/join/…”.' }
  return { ok: true, url: url.href }
}
