import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

export interface RequestContext {
  readonly requestId: string
}

/** Carries the id of the request through everything it causes, so that its log lines can be found together. */
export const requestContext = new AsyncLocalStorage<RequestContext>()

/** An id that somebody before us may have given a request. */
const REQUEST_ID = /^[\w-]{8,64}$/

/** The id a request came with, where it looks like one, or a new one. */
export const requestIdFrom = (given: string | undefined): string =>
  given !== undefined && REQUEST_ID.test(given) ? given : randomUUID()

/** Does something as a request of its own. */
export const asRequest = <T>(work: () => T): T => requestContext.run({ requestId: randomUUID() }, work)
