import type { z } from 'zod'
import { parseJson } from '../../http/parseJson.ts'
import type { SandboxUser } from '../hostApi.ts'
import type { World } from '../world.ts'

/** An answer with a JSON body, or with none. */
export interface Reply {
  readonly status: number
  readonly body?: unknown
}

export type HostRoute = (body: Buffer) => Reply | Promise<Reply>

export const done: Reply = { status: 204 }

export function act(change: () => void): Reply {
  change()
  return done
}

export function withBody<T>(
  schema: z.ZodType<T>,
  body: Buffer,
  answer: (wish: T) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const parsed = parseJson(schema, body)
  if (parsed.ok) return answer(parsed.value)
  return { status: 400, body: { message: parsed.message, field: parsed.field } }
}

/** A route whose body names a person. */
export function forPerson<T extends { readonly user: string }>(
  world: World,
  schema: z.ZodType<T>,
  answer: (wish: T, user: SandboxUser) => Reply | Promise<Reply>,
): HostRoute {
  return body =>
    withBody(schema, body, wish => {
      const user = world.userByName(wish.user)
      return user === null ? noSuchPerson(wish.user) : answer(wish, user)
    })
}

export function noSuchPerson(name: string): Reply {
  return { status: 404, body: { message: `user: there is nobody called "${name}".`, field: 'user' } }
}
