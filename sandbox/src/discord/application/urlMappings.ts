import type { UrlMapping } from '../proxy/urlMappings.ts'

/** What stands in the portal under Activities → URL Mappings; there is no documented call for it. */
export interface UrlMappings {
  current(): readonly UrlMapping[]
  change(mappings: readonly UrlMapping[]): void
}

export function createUrlMappings(first: readonly UrlMapping[]): UrlMappings {
  let mappings = first
  return {
    current: () => mappings,
    change(changed) {
      mappings = changed
    },
  }
}
