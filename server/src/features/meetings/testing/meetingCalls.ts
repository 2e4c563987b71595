import type { Scope } from '@kaltura-discord/shared/permissions/scopes.ts'
import {
  type MeetingAnswer,
  MeetingCreatedSchema,
  MeetingListSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import { IssuedTokenSchema, type Problem, ProblemSchema } from '@kaltura-discord/shared/protocol/http.ts'
import type * as z from 'zod'
import { preparedPeople } from '../../../../../sandbox/src/discord/identities.ts'
import { runAdmin } from '../../../admin/runAdmin.ts'
import { postJson, type TestProduct } from '../../../testing/startTestProduct.ts'

export interface Sending {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What the API was asked for by somebody, and what came back. */
export interface MeetingCalls {
  /** Below `/api/v1`, with that bearer token; with none where it is null. */
  send(path: string, token: string | null, sending?: Sending): Promise<Response>
  list(token: string, query?: string): Promise<readonly MeetingAnswer[]>
  /** A meeting of that title, begun at once, with the caller's own link. */
  start(token: string, more?: object): Promise<z.infer<typeof MeetingCreatedSchema>>
}

export function createMeetingCalls({ url }: Pick<TestProduct, 'url'>): MeetingCalls {
  const send: MeetingCalls['send'] = (path, token, { method = 'GET', body, headers = {} } = {}) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  return {
    send,
    async list(token, query = '') {
      return (await answerOf(MeetingListSchema, send(`/meetings${query}`, token))).meetings
    },
    async start(token, more = {}) {
      const body = { title: 'Weekly', type: 'meeting', ...more }
      return answerOf(MeetingCreatedSchema, send('/meetings', token, { method: 'POST', body }))
    },
  }
}

/** What came back with status 200. */
export async function answerOf<T>(schema: z.ZodType<T>, sent: Promise<Response>): Promise<T> {
  const response = await sent
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status} ${text}`)
  return schema.parse(JSON.parse(text))
}

export async function problemOf(sent: Promise<Response>): Promise<Problem> {
  const response = await sent
  const text = await response.text()
  if (response.status < 400) throw new Error(`${response.status} ${text}`)
  return ProblemSchema.parse(JSON.parse(text))
}

export const userIdOf = (name: string): string => {
  const person = preparedPeople().find(each => each.name === name)
  if (!person) throw new Error(`nobody is called ${name}`)
  return person.id
}

/** Tokens of the surface `api` for people, by a service with these scopes. */
export async function createTokenIssuer(
  { url, environment }: TestProduct,
  scopes: readonly Scope[],
): Promise<(name: string) => Promise<string>> {
  const asked = scopes.flatMap(scope => ['--scope', scope])
  const made = await runAdmin(
    ['service', 'create', '--json', '--name', 'Test', '--role', 'admin', ...asked],
    environment,
  )
  const { credential } = JSON.parse(made.output) as { credential: string }
  return async name => {
    const body = { discordId: userIdOf(name), username: name, roles: [] }
    const response = postJson(`${url}/api/v1/auth/token`, body, { authorization: `Bearer ${credential}` })
    return (await answerOf(IssuedTokenSchema, response)).token
  }
}
