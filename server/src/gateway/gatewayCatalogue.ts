import { AccessSchema, CollectionPageSchema } from '@kaltura-discord/shared/protocol/http/collections.ts'
import { CaptionHitsSchema, MomentsSchema } from '@kaltura-discord/shared/protocol/http/moments.ts'
import {
  type PlaybackSession,
  PlaybackSessionSchema,
  type Video,
  VideoPageSchema,
  VideoSchema,
} from '@kaltura-discord/shared/protocol/http.ts'
import { EntryIdSchema } from '@kaltura-discord/shared/room/roomState.ts'
import type * as z from 'zod'
import type { Config } from '../config.ts'
import type { Asker, Catalogue, CataloguePage, CatalogueVideo, PageRequest } from '../kaltura/catalogue.ts'
import { videoNotFound } from '../kaltura/kalturaFailure.ts'
import { kalturaUserId } from '../kaltura/kalturaUserId.ts'
import type { MomentSource } from '../kaltura/moments.ts'
import type { Logger } from '../platform/logger.ts'
import type { OutboundHttp } from '../platform/outboundHttp.ts'
import { type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { away, isRefusal, readFailure, refusedHere } from './gatewayFailure.ts'
import { createGatewayTokens, type GatewayIdentity } from './gatewayTokens.ts'
import { createSendToGateway, type GatewayAnswer } from './sendToGateway.ts'

export interface GatewayCatalogue extends Catalogue, MomentSource {
  /** Whether `sizedPicture` can be asked about this address. */
  isOwnPicture(pictureUrl: string): boolean
}

interface GatewayCatalogueOptions {
  readonly http: OutboundHttp
  readonly gateway: NonNullable<Config['gateway']>
  readonly config: Config
  readonly clock: RoomClock
  readonly logger: Logger
}

/** From asking to the answer, with a new token where one is needed: nobody waits longer than 3 s, ms. */
const DEADLINE_MS = 2_800
/** Whoever reads the log there sees who asks for what is nobody's in particular. */
const OWN_NAME = 'kaltura-discord'

interface Ask<T> {
  readonly operation: string
  readonly path: string
  readonly answer: z.ZodType<T>
  readonly as: GatewayIdentity
  readonly body?: unknown
}

/** The library and the right to play, from another deployment of this product. Nothing is remembered but tokens. */
export function createGatewayCatalogue(options: GatewayCatalogueOptions): GatewayCatalogue {
  const { gateway, clock, logger, config } = options
  const send = createSendToGateway({ ...options, url: gateway.url })
  const tokens = createGatewayTokens({ send, credential: gateway.token, clock, logger })
  /**
   * Each member asks under their own id, so that the other deployment's limits hold for each and not for all of us
   * together. Where nobody in particular asks, it is our own application, which is somebody in Discord too.
   */
  const readingAs = (asker: Asker): GatewayIdentity => ({
    discordId: asker ?? config.discord.clientId,
    username: asker ?? OWN_NAME,
    scopes: ['videos:read'],
  })

  async function ask<T>(asked: Ask<T>): Promise<Result<T>> {
    const untilMs = performance.now() + DEADLINE_MS
    const attempt = (token: string) =>
      send({ ...asked, token, idempotent: true, deadlineMs: Math.max(1, untilMs - performance.now()) })
    const token = await tokens.get(asked.as)
    if (!token.ok) return token
    const first = await attempt(token.value)
    if (!first.ok || first.value.status !== 401) return first.ok ? read(asked, first.value) : first
    const another = await tokens.replace(asked.as, token.value)
    if (!another.ok) return another
    const second = await attempt(another.value)
    return second.ok ? read(asked, second.value) : second
  }

  function read<T>({ operation, answer }: Ask<T>, given: GatewayAnswer): Result<T> {
    if (isRefusal(given)) {
      logger.error('gateway.refused', new Error(REFUSED), { operation, status: given.status })
      return refusedHere()
    }
    if (given.status !== 200) return readFailure(given)
    const parsed = answer.safeParse(given.json)
    if (parsed.success) return succeed(parsed.data)
    logger.warn('gateway.unavailable', { operation, reason: 'unexpected answer' })
    return away()
  }

  async function askPage(operation: string, path: string, asker: Asker): Promise<Result<CataloguePage>> {
    const page = await ask({ operation, path, answer: VideoPageSchema, as: readingAs(asker) })
    if (!page.ok) return page
    const { videos, total, nextCursor, asOf } = page.value
    return succeed({
      videos: videos.map(toCatalogue),
      total,
      nextCursor,
      ...(asOf !== undefined && { asOf }),
    })
  }

  const toCatalogue = ({ thumbnailUrl, ...video }: Video): CatalogueVideo => ({
    ...video,
    isReady: true,
    pictureUrl: `${gateway.url}/videos/${video.id}/thumbnail`,
    isPictureInternal: true,
  })

  /** A session that the player here can't use is as good as none. */
  function checkSession(session: PlaybackSession, entryId: string, kalturaUserId: string) {
    const wrong = [
      ...(session.entryId === entryId ? [] : ['entryId']),
      ...(session.userId === kalturaUserId ? [] : ['userId']),
      ...(session.partnerId === String(config.kaltura.partnerId) ? [] : ['partnerId']),
    ]
    if (wrong.length === 0) return succeed(session)
    logger.error('gateway.session.unfit', new Error(UNFIT), { fields: wrong.join(' ') })
    return refusedHere()
  }

  return {
    list: page => askPage('videos.list', `/videos?${toQuery(page)}`, page.asker),
    search: (text, page) => askPage('videos.search', `/videos/search?${toQuery(page, text)}`, page.asker),
    get: (entryId, asker) =>
      withEntryId(entryId, async id => {
        const as = readingAs(asker)
        const video = await ask({ operation: 'videos.get', path: `/videos/${id}`, answer: VideoSchema, as })
        return video.ok ? succeed(toCatalogue(video.value)) : video
      }),
    async collections(text, page) {
      const found = await ask({
        operation: 'collections.list',
        path: `/collections?${toQuery(page, text === '' ? undefined : text)}`,
        answer: CollectionPageSchema,
        as: readingAs(page.asker),
      })
      if (!found.ok) return found
      const { asOf, ...rest } = found.value
      return succeed({ ...rest, ...(asOf !== undefined && { asOf }) })
    },
    collectionVideos: ({ kind, id }, page) =>
      askPage('collections.videos', `/collections/${kind}/${id}/videos?${toQuery(page)}`, page.asker),
    async refused({ userId, entryIds }) {
      const access = await ask({
        operation: 'videos.access',
        path: '/videos/access',
        answer: AccessSchema,
        as: { discordId: userId, username: userId, scopes: ['videos:read', 'videos:play'] },
        body: { entryIds },
      })
      return access.ok ? succeed(access.value.refused) : access
    },
    session: ({ entryId, userId }) =>
      withEntryId(entryId, async id => {
        const session = await ask({
          operation: 'videos.session',
          path: `/videos/${id}/session`,
          answer: PlaybackSessionSchema,
          as: { discordId: userId, username: userId, scopes: ['videos:read', 'videos:play'] },
          body: {},
        })
        return session.ok ? checkSession(session.value, id, kalturaUserId(userId)) : session
      }),
    moments: (entryId, asker) =>
      withEntryId(entryId, async id => {
        const path = `/videos/${id}/moments`
        const as = readingAs(asker)
        const found = await ask({ operation: 'videos.moments', path, answer: MomentsSchema, as })
        if (!found.ok) return found
        const { slices: _, ...moments } = found.value
        return succeed(moments)
      }),
    searchCaptions: (entryId, { q, language, limit, cursor }, asker) =>
      withEntryId(entryId, id => {
        const query = toQuery({ limit, cursor }, q)
        if (language !== undefined) query.set('language', language)
        const path = `/videos/${id}/captions/search?${query}`
        const as = readingAs(asker)
        return ask({ operation: 'videos.searchCaptions', path, answer: CaptionHitsSchema, as })
      }),
    sizedPicture: (pictureUrl, width) => `${pictureUrl}?width=${width}`,
    slices: pictureUrl => pictureUrl.replace(/thumbnail$/, 'slices'),
    isOwnPicture: pictureUrl => pictureUrl.startsWith(`${gateway.url}/`),
  }
}

const REFUSED =
  'The other deployment lets our service in and refuses this. Its service needs the scopes videos:read and videos:play.'
const UNFIT =
  'The other deployment gave a session for something else. KALTURA_PARTNER_ID has to be the same there and here.'

/** An id goes into a path, so it is one before anything else. */
async function withEntryId<T>(
  entryId: string,
  act: (entryId: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  return EntryIdSchema.safeParse(entryId).success ? act(entryId) : videoNotFound()
}

function toQuery({ limit, cursor }: PageRequest, text?: string): URLSearchParams {
  return new URLSearchParams({
    ...(text !== undefined && { q: text }),
    limit: String(limit),
    ...(cursor !== undefined && { cursor }),
  })
}
