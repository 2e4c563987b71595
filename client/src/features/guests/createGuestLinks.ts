import {
  type RoomLink,
  RoomLinkCreatedSchema,
  RoomLinkListSchema,
  RoomLinksRevokedSchema,
} from '@kaltura-discord/shared/protocol/http/guests.ts'
import { createStore, type Store } from '../../sync/store.ts'
import type { ApiClient } from '../api/apiClient.ts'
import type { ApiError } from '../api/apiResult.ts'

/** How often it is looked who has come by them, ms, as long as somebody looks at the list. */
const LOOK_EVERY_MS = 5_000

export interface GuestLinksView {
  /** Null until they have been loaded. */
  readonly links: readonly RoomLink[] | null
  /** The one just made: its address is told this once. */
  readonly fresh: { readonly id: string; readonly url: string } | null
  readonly busy: boolean
  readonly error: ApiError['code'] | null
}

export interface GuestLinks {
  readonly view: Store<GuestLinksView>
  make(wish: { readonly maxUses: number; readonly lifetimeS: number }): Promise<void>
  /** Done with the one just made: there may be another one. */
  again(): void
  revoke(id: string): Promise<void>
  close(): void
}

/** The links of a room, for as long as somebody looks at them. */
export function createGuestLinks(api: Pick<ApiClient, 'request'>): GuestLinks {
  const view = createStore<GuestLinksView>({ links: null, fresh: null, busy: false, error: null })
  const change = (part: Partial<GuestLinksView>): void => view.update(before => ({ ...before, ...part }))
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What was listed before a link was made or closed is no longer so. */
  let changes = 0
  let lookFailed = false

  const look = async (): Promise<void> => {
    clearTimeout(timer)
    const asked = changes
    const answer = await api.request('/rooms/links', RoomLinkListSchema)
    if (closed) return
    if (!answer.ok) change({ error: answer.error.code })
    else if (asked === changes) change({ links: answer.value.links, ...(lookFailed ? { error: null } : {}) })
    lookFailed = !answer.ok
    timer = setTimeout(() => void look(), LOOK_EVERY_MS)
  }
  void look()

  return {
    view,
    async make(wish) {
      if (view.get().busy) return
      change({ busy: true, error: null })
      const answer = await api.request('/rooms/links', RoomLinkCreatedSchema, { body: wish })
      if (closed) return
      if (!answer.ok) return change({ busy: false, error: answer.error.code })
      changes += 1
      const { link, url } = answer.value
      change({ busy: false, fresh: { id: link.id, url }, links: [link, ...(view.get().links ?? [])] })
    },
    again: () => change({ fresh: null, error: null }),
    async revoke(id) {
      change({ error: null })
      const answer = await api.request(`/rooms/links/${id}`, RoomLinksRevokedSchema, { method: 'DELETE' })
      if (closed) return
      if (!answer.ok && answer.error.code !== 'not_found') return change({ error: answer.error.code })
      changes += 1
      const { links, fresh } = view.get()
      change({
        links: (links ?? []).filter(link => link.id !== id),
        fresh: fresh?.id === id ? null : fresh,
      })
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
