import { LinkOpenedSchema, type RoomInvite } from '@kaltura-discord/shared/protocol/http/guests.ts'
import {
  JoinEnteredSchema,
  JoinOpenSchema,
  JoinTokenSchema,
  JoinViewSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import type { Request } from 'express'
import type { JoinLinks } from '../../meetings/joinLinks.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Access, Operation } from '../../platform/http/operation.ts'
import { anybodyBy, digestOf } from '../../platform/http/strangerAccess.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import { toJoinView } from './meetingAnswer.ts'
import { VISIT } from './visits.ts'

/** Tries of one link, and of all: there is no guessing one, it is the database that is spared. */
export const JOIN_OPENS = { points: 10, perS: 60, ofAll: 6_000 } as const
/** What one page asks while it waits for the host, and all pages together. */
export const JOIN_VISITS = { points: 60, perS: 60, ofAll: 30_000, name: 'join.visits' } as const

const OURS = 'For the page at `/join/…` of this server, and of no use to anybody else.'

/** What the page behind a personal link asks for. */
export function createJoinOperations(options: JoinOperationsOptions): readonly Operation[] {
  const { joinLinks } = options
  return [openOperation(options), viewOperation(joinLinks), enterOperation(joinLinks)]
}

interface JoinOperationsOptions {
  readonly joinLinks: JoinLinks
  /** What a link leads to that is one into a room, for that browser; null for what is none. */
  readonly lookIntoRoom: (token: string, request: Request) => Promise<Result<RoomInvite> | null>
}

const counted = anybodyBy(JoinOpenSchema, ({ token }) => digestOf(token))

/** Anybody, counted by the link they have; the request says who its browser is of. */
const byLink: Access<Request> = {
  scheme: 'none',
  scope: null,
  admit: async request => succeed(request),
  keyOf: (_caller, request) => counted.keyOf(null, request),
  countsAgainst: (_caller, request) => counted.countsAgainst?.(null, request) ?? [],
}

function openOperation({ joinLinks, lookIntoRoom }: JoinOperationsOptions): Operation {
  return defineOperation({
    id: 'join.open',
    method: 'post',
    path: '/join/open',
    tag: 'meetings',
    summary: 'Open a link',
    description:
      `${OURS} A personal link into a meeting works once, and what it answers with is that browser’s own. Of a link ` +
      'into a room it says where that leads, and spends nothing.',
    errors: [
      'link_spent',
      'link_used',
      'link_expired',
      'link_revoked',
      'guests_off',
      'forbidden',
      'meeting_ended',
      'discord_unavailable',
    ],
    limit: JOIN_OPENS,
    access: byLink,
    body: JoinOpenSchema,
    answer: LinkOpenedSchema,
    async handle({ body: { token }, caller: request }) {
      // What can't be one is no question for the database.
      if (!JoinTokenSchema.safeParse(token).success) return NO_LINK
      const room = await lookIntoRoom(token, request)
      if (room) return room.ok ? succeed({ kind: 'room' as const, invite: room.value }) : room
      const opened = await joinLinks.open(token)
      if (!opened.ok) return opened
      const { session, visitor, meeting } = opened.value
      return succeed({ kind: 'meeting' as const, session, view: toJoinView(meeting, visitor) })
    },
  })
}

const NO_LINK = fail(
  'link_spent',
  'This is no link that opens anything. Ask who gave it to you for another one.',
)

const visiting = { tag: 'meetings', limit: JOIN_VISITS, access: VISIT } as const

function viewOperation(joinLinks: JoinLinks): Operation {
  return defineOperation({
    ...visiting,
    id: 'join.view',
    method: 'get',
    path: '/join',
    summary: 'See the meeting that a link was opened into',
    description: OURS,
    errors: [],
    answer: JoinViewSchema,
    async handle({ caller: session }) {
      const found = await joinLinks.visitor(session)
      return found.ok ? succeed(toJoinView(found.value.meeting, found.value.visitor)) : found
    },
  })
}

function enterOperation(joinLinks: JoinLinks): Operation {
  return defineOperation({
    ...visiting,
    id: 'join.enter',
    method: 'post',
    path: '/join/enter',
    summary: 'Go in',
    description: `${OURS} \`launchUrl\` holds a session at Kaltura for a minute: a secret.`,
    errors: [
      'forbidden',
      'waiting_for_host',
      'meeting_ended',
      'meeting_not_open',
      'conflict',
      'kaltura_unavailable',
      'discord_unavailable',
    ],
    answer: JoinEnteredSchema,
    async handle({ caller: session }) {
      const found = await joinLinks.visitor(session)
      if (!found.ok) return found
      const entered = await joinLinks.enter(session)
      if (!entered.ok) return entered
      const { launchUrl, meeting } = entered.value
      return succeed({ launchUrl, view: toJoinView(meeting, found.value.visitor) })
    },
  })
}
