import {
  RoomLinkCreatedSchema,
  RoomLinkListSchema,
  RoomLinkParamsSchema,
  RoomLinkRequestSchema,
  RoomLinksRevokedSchema,
} from '@kaltura-discord/shared/protocol/http/guests.ts'
import type { Identity } from '../../platform/accessTokens.ts'
import type { CreateBearerAccess } from '../../platform/http/access.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Operation } from '../../platform/http/operation.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { LinkMaker, RoomLinks } from './roomLinks.ts'

/** Of one member. */
const LINK_READS = { points: 60, perS: 60, name: 'rooms.links' } as const
const LINK_WRITES = { points: 30, perS: 60, name: 'rooms.links.change' } as const

interface LinkOperationsOptions {
  readonly links: RoomLinks
  readonly bearer: CreateBearerAccess
}

/** What members of a room do with links for people without Discord. */
export function createLinkOperations({ links, bearer }: LinkOperationsOptions): readonly Operation[] {
  // Any token of an Activity has it: whoever is in the room may invite.
  const access = bearer({ surfaces: ['activity'], scope: 'videos:play' })
  const common = { tag: 'rooms', access } as const
  const errors = ['not_in_activity', 'discord_unavailable'] as const
  return [
    defineOperation({
      ...common,
      id: 'rooms.links.make',
      method: 'post',
      path: '/rooms/links',
      summary: 'Make a link for people without Discord',
      description:
        'It leads into the room of the caller, in a browser. The answer alone holds the link: it is kept nowhere.',
      errors: [...errors, 'guests_off', 'too_many_links'],
      limit: LINK_WRITES,
      body: RoomLinkRequestSchema,
      answer: RoomLinkCreatedSchema,
      async handle({ body, caller }) {
        const maker = makerOf(caller)
        return maker.ok ? links.make(maker.value, body) : maker
      },
    }),
    defineOperation({
      ...common,
      id: 'rooms.links.list',
      method: 'get',
      path: '/rooms/links',
      summary: 'List the links into the room that hold',
      errors: [...errors],
      limit: LINK_READS,
      answer: RoomLinkListSchema,
      async handle({ caller }) {
        const maker = makerOf(caller)
        const found = maker.ok ? await links.list(maker.value) : maker
        return found.ok ? succeed({ links: found.value }) : found
      },
    }),
    defineOperation({
      ...common,
      id: 'rooms.links.revokeAll',
      method: 'delete',
      path: '/rooms/links',
      summary: 'Take back links, and show out who came by them',
      description: 'All of the room for its host and for admins of the server; their own for everybody else.',
      errors: [...errors],
      limit: LINK_WRITES,
      answer: RoomLinksRevokedSchema,
      async handle({ caller }) {
        const maker = makerOf(caller)
        return told(maker.ok ? await links.revokeAll(maker.value) : maker)
      },
    }),
    defineOperation({
      ...common,
      id: 'rooms.links.revoke',
      method: 'delete',
      path: '/rooms/links/{id}',
      summary: 'Take back one link, and show out who came by it',
      errors: [...errors, 'forbidden', 'not_found'],
      limit: LINK_WRITES,
      params: RoomLinkParamsSchema,
      answer: RoomLinksRevokedSchema,
      async handle({ params, caller }) {
        const maker = makerOf(caller)
        return told(maker.ok ? await links.revoke(maker.value, params.id) : maker)
      },
    }),
  ]
}

const makerOf = ({ userId, displayName, instanceId, guildId }: Identity): Result<LinkMaker> =>
  instanceId === null ? NOWHERE : succeed({ userId, displayName, instanceId, guildId })

const told = (revoked: Result<number>) => (revoked.ok ? succeed({ revoked: revoked.value }) : revoked)

const NOWHERE = fail('not_in_activity', 'You are in no Activity. Open it in the voice channel first.')
