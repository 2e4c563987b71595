import type { Meeting } from '@kaltura-discord/shared/meetings/meeting.ts'
import {
  type MeetingAnswer,
  MeetingCreatedSchema,
  MeetingEndedSchema,
  MeetingGuildQuerySchema,
  MeetingJoinSchema,
  MeetingListSchema,
  MeetingParamsSchema,
  MeetingRequestSchema,
  OneMeetingSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import type { GuildPermissions } from '../../guilds/guildPermissions.ts'
import type { JoinLinks } from '../../meetings/joinLinks.ts'
import type { JoinNames } from '../../meetings/joinNames.ts'
import type { Meetings } from '../../meetings/meetings.ts'
import type { BearerRule } from '../../platform/http/access.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Access, Operation } from '../../platform/http/operation.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { ActivityChannel } from './activityChannel.ts'
import { toMeetingAnswer } from './meetingAnswer.ts'
import { type Admitted, createMeetingGate, type MeetingCaller, type MeetingGate } from './meetingGate.ts'

/** Reads of meetings, each member: a panel looks every few seconds. */
export const MEETING_READS = { points: 120, perS: 60, name: 'meetings.reads' } as const
/** Meetings made, ended and gone into, each member. */
export const MEETING_WRITES = { points: 30, perS: 60, name: 'meetings.writes' } as const
/** Names of those who have joined last that a meeting is shown with. */
export const MAX_NAMES = 8

interface MeetingOperationsOptions {
  readonly meetings: Meetings
  readonly joinLinks: JoinLinks
  readonly joinNames: JoinNames
  readonly permissions: GuildPermissions
  readonly channelOf: ActivityChannel
  readonly bearer: (rule: BearerRule) => Access<MeetingCaller>
  /** Where others reach this server, without a slash at its end. */
  readonly publicUrl: string
}

interface Parts extends MeetingOperationsOptions {
  readonly gate: MeetingGate
  readonly show: (meetings: readonly Meeting[], admitted: Admitted) => Promise<MeetingAnswer[]>
  readonly showOne: (meeting: Meeting, admitted: Admitted) => Promise<MeetingAnswer>
}

const SURFACES = ['activity', 'api'] as const
const ERRORS = ['forbidden', 'discord_unavailable'] as const

export function createMeetingOperations(options: MeetingOperationsOptions): readonly Operation[] {
  const show = createShow(options)
  const showOne = async (meeting: Meeting, admitted: Admitted) => {
    const [answer] = await show([meeting], admitted)
    if (answer === undefined) throw new Error('one meeting was given and none came back')
    return answer
  }
  const parts = { ...options, show, showOne, gate: createMeetingGate(options.permissions) }
  return [...readingOperations(parts), startOperation(parts), endOperation(parts), joinOperation(parts)]
}

const createShow =
  ({ joinNames, publicUrl }: MeetingOperationsOptions): Parts['show'] =>
  async (meetings, { actor, mayEnd }) => {
    const names = await joinNames.ofAll(
      meetings.map(({ id }) => id),
      MAX_NAMES,
    )
    const [mayEndOwn, mayEndAny] = await Promise.all([mayEnd(true), mayEnd(false)])
    return meetings.map(meeting =>
      toMeetingAnswer(meeting, {
        publicUrl,
        names: names.get(meeting.id) ?? [],
        mayEnd: meeting.owner.id === actor.userId ? mayEndOwn : mayEndAny,
      }),
    )
  }

function readingOperations({ meetings, bearer, gate, show, showOne }: Parts): readonly Operation[] {
  const common = {
    method: 'get',
    tag: 'meetings',
    limit: MEETING_READS,
    access: bearer({ surfaces: SURFACES, scope: 'meetings:read' }),
    query: MeetingGuildQuerySchema,
    etag: true,
  } as const
  return [
    defineOperation({
      ...common,
      id: 'meetings.list',
      path: '/meetings',
      summary: 'List the meetings of a Discord server',
      description: 'The live ones, then those that are planned, then what has ended within a day.',
      errors: ERRORS,
      answer: MeetingListSchema,
      async handle({ query: { guildId }, caller }) {
        const admitted = await gate({ caller, guildId, action: 'meetings.list' })
        if (!admitted.ok) return admitted
        const found = await meetings.list(admitted.value.guildId)
        return succeed({ meetings: await show(found, admitted.value) })
      },
    }),
    defineOperation({
      ...common,
      id: 'meetings.get',
      path: '/meetings/{id}',
      summary: 'Get one meeting',
      errors: [...ERRORS, 'meeting_not_found'],
      params: MeetingParamsSchema,
      answer: OneMeetingSchema,
      async handle({ params: { id }, query: { guildId }, caller }) {
        const admitted = await gate({ caller, guildId, action: 'meetings.list' })
        if (!admitted.ok) return admitted
        const found = await meetings.get(admitted.value.guildId, id)
        return found.ok ? succeed({ meeting: await showOne(found.value, admitted.value) }) : found
      },
    }),
  ]
}

const changing = ({ bearer }: Parts) =>
  ({
    tag: 'meetings',
    limit: MEETING_WRITES,
    access: bearer({ surfaces: SURFACES, scope: 'meetings:write' }),
    query: MeetingGuildQuerySchema,
  }) as const

function startOperation(parts: Parts): Operation {
  const { meetings, gate, showOne, channelOf } = parts
  return defineOperation({
    ...changing(parts),
    id: 'meetings.start',
    method: 'post',
    path: '/meetings',
    summary: 'Start a meeting, or plan one',
    description:
      'It stands at Kaltura and here, or in neither place. `joinUrl` is a link of the caller’s own into one that ' +
      'begins at once, as of `POST meetings/{id}/join`; of one that is planned it is the page for everybody.',
    errors: [...ERRORS, 'too_many_meetings', 'meeting_type_unavailable', 'kaltura_unavailable'],
    creates: true,
    body: MeetingRequestSchema,
    answer: MeetingCreatedSchema,
    async handle({ body, query, caller }) {
      const named = onlyOne(body.guildId, query.guildId)
      if (!named.ok) return named
      const admitted = await gate({ caller, guildId: named.value, action: 'meetings.start' })
      if (!admitted.ok) return admitted
      const { guildId, actor } = admitted.value
      const started = await meetings.start({
        guildId,
        channelId: caller.instanceId === null ? null : await channelOf(caller.instanceId),
        type: body.type,
        title: body.title,
        description: body.description ?? null,
        plannedAtMs: body.startsAt === undefined ? null : Date.parse(body.startsAt),
        waitForHost: body.waitForHost,
        owner: actor,
      })
      if (!started.ok) return started
      const meeting = await showOne(started.value, admitted.value)
      const joinUrl = (await ownLink(parts, { caller, meeting: started.value })) ?? meeting.joinUrl
      return succeed({ meeting, joinUrl })
    },
  })
}

const onlyOne = (inBody: string | undefined, inQuery: string | undefined): Result<string | undefined> =>
  inBody !== undefined && inQuery !== undefined && inBody !== inQuery
    ? TWO_SERVERS
    : succeed(inBody ?? inQuery)

const TWO_SERVERS = fail('invalid_request', 'The body and the address name two Discord servers. Name one.', {
  field: 'guildId',
})

/** Null for who may start meetings and not join them, and while nobody can go in. */
async function ownLink(
  { joinLinks, gate }: Parts,
  { caller, meeting }: { readonly caller: MeetingCaller; readonly meeting: Meeting },
): Promise<string | null> {
  if (meeting.status !== 'live') return null
  const admitted = await gate({ caller, guildId: meeting.guildId, action: 'meetings.join' })
  if (!admitted.ok) return null
  const link = await joinLinks.mint(meeting.guildId, meeting.id, admitted.value.actor)
  return link.ok ? link.value.url : null
}

function endOperation(parts: Parts): Operation {
  const { meetings, gate, showOne } = parts
  return defineOperation({
    ...changing(parts),
    id: 'meetings.end',
    method: 'delete',
    path: '/meetings/{id}',
    summary: 'End a meeting, or call off a planned one',
    description:
      'Nobody new gets in from then on, and all links are worth nothing. Fine where it has ended already.',
    errors: [...ERRORS, 'meeting_not_found', 'conflict'],
    params: MeetingParamsSchema,
    answer: MeetingEndedSchema,
    async handle({ params: { id }, query: { guildId: named }, caller }) {
      // Whoever may not even end their own is told nothing of others'.
      const inside = await gate({ caller, guildId: named, action: 'meetings.end', own: true })
      if (!inside.ok) return inside
      const { guildId, actor } = inside.value
      const found = await meetings.get(guildId, id)
      if (!found.ok) return found
      const own = found.value.owner.id === actor.userId
      const allowed = await gate({ caller, guildId, action: 'meetings.end', own })
      if (!allowed.ok) return allowed
      const ended = await meetings.end(guildId, id, actor)
      if (!ended.ok) return ended
      const meeting = await showOne(ended.value, inside.value)
      return succeed({ success: true as const, message: whatIsTrueNow(ended.value), meeting })
    },
  })
}

const whatIsTrueNow = ({ status }: Meeting): string =>
  status === 'withdrawn'
    ? 'This meeting has been called off.'
    : 'This meeting is closed to new joiners. Whoever is still inside leaves when they like.'

/**
 * It makes something new each time and takes no `Idempotency-Key`: a repetition that is given the first link again
 * would be given one that has been opened or has run out, and a link that nobody opens is gone in a minute by itself.
 */
function joinOperation(parts: Parts): Operation {
  const { joinLinks, gate, showOne } = parts
  return defineOperation({
    ...changing(parts),
    id: 'meetings.join',
    method: 'post',
    path: '/meetings/{id}/join',
    summary: 'Get a link of one’s own into a meeting',
    description:
      'For one person and one use, within a minute; another call gives another link. Whoever opens it is taken for ' +
      'that person, so treat it as a secret.',
    errors: [...ERRORS, 'meeting_not_found', 'meeting_ended', 'meeting_not_open'],
    params: MeetingParamsSchema,
    answer: MeetingJoinSchema,
    async handle({ params: { id }, query: { guildId }, caller }) {
      const admitted = await gate({ caller, guildId, action: 'meetings.join' })
      if (!admitted.ok) return admitted
      const link = await joinLinks.mint(admitted.value.guildId, id, admitted.value.actor)
      if (!link.ok) return link
      const { url, expiresAtMs, meeting } = link.value
      return succeed({
        joinUrl: url,
        expiresAt: new Date(expiresAtMs).toISOString(),
        meeting: await showOne(meeting, admitted.value),
      })
    },
  })
}
