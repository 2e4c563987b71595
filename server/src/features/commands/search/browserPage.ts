/** The player of the account as Kaltura serves it. */
export interface BrowserPlayer {
  /** Kaltura's, ends in `/api_v3`. */
  readonly apiEndpoint: string
  readonly partnerId: number
  readonly uiConfId: number
}

/**
 * Kaltura's own page with the account's player, as it is embedded in pages. It carries no session, so that it plays
 * what the account lets everybody see.
 */
export function browserPageOf({ apiEndpoint, partnerId, uiConfId }: BrowserPlayer, entryId: string): string {
  const base = apiEndpoint.replace(/\/[^/]+$/, '')
  const query = new URLSearchParams({ iframeembed: 'true', entry_id: entryId })
  return `${base}/p/${partnerId}/embedPlaykitJs/uiconf_id/${uiConfId}?${query}`
}
