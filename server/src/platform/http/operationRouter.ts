import { type RequestHandler, Router } from 'express'
import { sendProblem } from './answer.ts'
import { createBodyReader } from './bodyReader.ts'
import type { Operation, OperationGround } from './operation.ts'

interface OperationRouterOptions extends OperationGround {
  readonly maxBodyBytes: number
}

/** Puts operations where requests find them. */
export function createOperationRouter(
  operations: readonly Operation[],
  { maxBodyBytes, ...ground }: OperationRouterOptions,
): Router {
  const router = Router()
  const readBody = createBodyReader(maxBodyBytes)
  const byPath = Map.groupBy(operations, ({ path }) => path)
  for (const [path, there] of [...byPath].sort(([a], [b]) => (sortKey(a) < sortKey(b) ? -1 : 1))) {
    const route = router.route(expressPath(path))
    for (const operation of there)
      route[operation.method](
        labelled(operation.id),
        ...(operation.schemas.body ? [readBody] : []),
        (request, response) => operation.run(request, response, ground),
      )
    route.all(otherMethods(there.map(({ method }) => method.toUpperCase())))
  }
  return router
}

/** `/videos/{id}` as Express writes it. */
const expressPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1')

/** Names come before parameters: `/videos/search` is no video. */
const sortKey = (path: string) => path.replaceAll(/\{\w+\}/g, '\uffff')

const labelled =
  (id: string): RequestHandler =>
  (_request, response, next) => {
    response.locals['operation'] = id
    next()
  }

/** The operation that has answered, for those who count. */
export function operationOf({
  locals,
}: {
  readonly locals: Readonly<Record<string, unknown>>
}): string | null {
  const id = locals['operation']
  return typeof id === 'string' ? id : null
}

/** Says which methods there are, to `OPTIONS` and to whoever comes with another one. */
export function otherMethods(methods: readonly string[]): RequestHandler {
  const all = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
  const allow = all.join(', ')
  return (request, response) => {
    response.set('Allow', allow)
    if (request.method === 'OPTIONS') return void response.status(204).end()
    sendProblem(response, {
      code: 'method_not_allowed',
      message: `There is no ${request.method} at this address. It takes ${allow}.`,
    })
  }
}
