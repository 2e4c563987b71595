import { AsyncLocalStorage } from 'node:async_hooks'

export interface RequestContext {
  readonly requestId: string
}

/** Carries the id of the request through everything it causes, so that its log lines can be found together. */
export const requestContext = new AsyncLocalStorage<RequestContext>()
