import { createContext } from 'react'
import type { ApiClient } from '../api/apiClient.ts'

/** What making links for guests takes; null where there is no making them, as for guests themselves. */
export interface GuestLinksDoor {
  readonly api: Pick<ApiClient, 'request'>
}

export const GuestLinksContext = createContext<GuestLinksDoor | null>(null)
