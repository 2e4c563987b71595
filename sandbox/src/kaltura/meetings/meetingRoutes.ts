import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { parseJson } from '../../http/parseJson.ts'
import { sendJson } from '../../http/sendJson.ts'
import { TAMPERINGS } from '../webhooks/notification.ts'
import type { MeetingControls } from './meetingControls.ts'
import { settingsChangeSchema } from './meetingSettings.ts'

const roomSchema = z.strictObject({ roomId: z.string().min(1).max(64) })
const enterSchema = z.strictObject({
  /** A room's id, or the address that somebody was given. */
  target: z.string().min(1).max(4_000),
  userId: z.string().min(1).max(320).optional(),
  name: z.string().min(1).max(100).optional(),
  isModerator: z.boolean().optional(),
})
const leaveSchema = z.strictObject({ personId: z.string().min(1).max(64) })
const webhookSchema = z.strictObject({
  about: z.enum(['entry', 'scheduleEvent']),
  objectId: z.string().min(1).max(64),
  tamper: z.enum(TAMPERINGS).optional(),
  jobId: z.int().positive().optional(),
})

interface Reply {
  readonly status: number
  readonly body: unknown
}

interface Exchange {
  readonly body: Buffer
  readonly response: ServerResponse
}

type Post = (body: Buffer) => Reply | Promise<Reply>

const withBody =
  <Wish>(schema: z.ZodType<Wish>, act: (wish: Wish) => Reply | Promise<Reply>): Post =>
  body => {
    const parsed = parseJson(schema, body)
    if (parsed.ok) return act(parsed.value)
    return { status: 400, body: { message: parsed.message, field: parsed.field } }
  }

const done = (body: unknown): Reply => ({ status: 200, body })
const refused = (status: number, message: string): Reply => ({ status, body: { message } })

/** The controls over HTTP: `GET /sandbox/meetings` lists the rooms, each of the others is a `POST` below it. */
export const createMeetingRoutes = (meetings: MeetingControls) => {
  const posts: ReadonlyMap<string, Post> = new Map([
    [
      '/sandbox/meetings/enter',
      withBody(enterSchema, ({ target, ...stranger }) => {
        const entered = meetings.enter(target, stranger)
        return entered.ok ? done({ personId: entered.personId }) : refused(403, entered.why)
      }),
    ],
    [
      '/sandbox/meetings/leave',
      withBody(leaveSchema, ({ personId }) => {
        meetings.leave(personId)
        return done({})
      }),
    ],
    [
      '/sandbox/meetings/end',
      withBody(roomSchema, ({ roomId }) =>
        meetings.endSession(roomId) ? done({}) : refused(409, 'Nobody is in that room.'),
      ),
    ],
    [
      '/sandbox/meetings/record',
      withBody(roomSchema, ({ roomId }) => {
        const entryId = meetings.recordNow(roomId)
        return entryId === undefined ? refused(404, 'There is no such room.') : done({ entryId })
      }),
    ],
    ['/sandbox/meetings/settings', withBody(settingsChangeSchema, change => done(meetings.settings(change)))],
    [
      '/sandbox/meetings/webhook',
      withBody(webhookSchema, async wish => done(await meetings.sendWebhook(wish))),
    ],
  ])
  return (method: string, path: string, { body, response }: Exchange): boolean => {
    const post = posts.get(path)
    if (method === 'GET' && path === '/sandbox/meetings') sendJson(response, 200, meetings.rooms())
    else if (method === 'POST' && post) void answer(post, body, response)
    else return false
    return true
  }
}

async function answer(post: Post, body: Buffer, response: ServerResponse): Promise<void> {
  const reply = await post(body)
  sendJson(response, reply.status, reply.body)
}
