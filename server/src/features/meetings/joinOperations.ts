import {
  JoinEnteredSchema,
  JoinOpenedSchema,
  JoinOpenSchema,
  JoinTokenSchema,
  JoinViewSchema,
} from '@kaltura-discord/shared/protocol/http/meetings.ts'
import type { JoinLinks } from '../../meetings/joinLinks.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { anybodyBy, digestOf } from '../../platform/http/strangerAccess.ts'
import { fail, succeed } from '../../platform/result.ts'
import { toJoinView } from './meetingAnswer.ts'
import { VISIT } from './visits.ts'

/** Tries of one link, and of all: there is no guessing one, it is the database that is spared. */
export const JOIN_OPENS = { points: 10, perS: 60, ofAll: 6_000 } as const
/** What one page asks while it waits for the host, and all pages together. */
export const JOIN_VISITS = { points: 60, perS: 60, ofAll: 30_000, name: 'join.visits' } as const

const OURS = 'For the page at `/join/…` of this server, and of no use to anybody else.'

/** What the page behind a personal link asks for. */
export function createJoinOperations({ joinLinks }: { readonly joinLinks: JoinLinks }): readonly Operation[] {
  return [openOperation(joinLinks), viewOperation(joinLinks), enterOperation(joinLinks)]
}

function openOperation(joinLinks: JoinLinks): Operation {
  return defineOperation({
    id: 'join.open',
    method: 'post',
    path: '/join/open',
    tag: 'meetings',
    summary: 'Open a personal link',
    description: `${OURS} It works once; what it answers with is that browser’s own.`,
    errors: ['link_spent', 'forbidden', 'meeting_ended', 'discord_unavailable'],
    limit: JOIN_OPENS,
    access: anybodyBy(JoinOpenSchema, ({ token }) => digestOf(token)),
    body: JoinOpenSchema,
    answer: JoinOpenedSchema,
    async handle({ body: { token } }) {
      // What can't be one is no question for the database.
      if (!JoinTokenSchema.safeParse(token).success) return NO_LINK
      const opened = await joinLinks.open(token)
      if (!opened.ok) return opened
      const { session, visitor, meeting } = opened.value
      return succeed({ session, view: toJoinView(meeting, visitor) })
    },
  })
}

const NO_LINK = fail(
  'link_spent',
  'This is no link into a meeting. Get one of your own in Discord: /kaltura-join.',
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
