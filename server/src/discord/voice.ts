import { SnowflakeSchema } from '@kaltura-discord/shared/room/roomState.ts'
import { InviteTargetType, RESTJSONErrorCodes } from 'discord-api-types/v10'
import * as z from 'zod'
import { FreshCache } from '../platform/freshCache.ts'
import { type Result, succeed } from '../platform/result.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import { type DiscordRefusal, isRefusal } from './callDiscord.ts'
import { type DiscordConnection, misconfigured } from './discordConnection.ts'

/** How long an invitation into an Activity holds, s. */
const INVITE_MAX_AGE_S = 15 * 60
/**
 * For `freshMs` everybody is given the same one, since Discord makes only a few for each channel in a row; and for
 * `staleMs` when Discord doesn't answer.
 */
const INVITES = { freshMs: 60_000, staleMs: 600_000, capacity: 1_000 } as const
/** What was refused may be allowed by now. Where that can't be asked it still counts as refused for so long, ms. */
const REFUSED_MS = 120_000
const WHEREABOUTS = { freshMs: 0, staleMs: 0, capacity: 5_000 } as const

const OVER = { freshUntilMs: Number.NEGATIVE_INFINITY, staleUntilMs: Number.NEGATIVE_INFINITY }
const refusedUntil = (nowMs: number) => ({ freshUntilMs: nowMs - 1, staleUntilMs: nowMs + REFUSED_MS })

const VoiceStateSchema = z.object({ channel_id: SnowflakeSchema.nullish() })
const InviteSchema = z.object({ code: z.string().regex(/^[\w-]{1,100}$/) })

export type Invitation =
  /** Where people are taken into our Activity. */
  | { readonly kind: 'made'; readonly url: string }
  /** The bot lacks CREATE_INSTANT_INVITE in that channel. */
  | { readonly kind: 'notAllowed' }
  /** The bot lacks VIEW_CHANNEL or CONNECT in that channel. */
  | { readonly kind: 'hidden' }
  /** Not into that channel, whoever asks: it is gone or a stage, or the server has too many invitations. */
  | { readonly kind: 'impossible' }

/** Where a member is. Those who may not go there aren't told: the bot lacks VIEW_CHANNEL or CONNECT. */
export type Whereabouts =
  | { readonly kind: 'in'; readonly channelId: string }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'hidden' }

/** Discord's voice channels, as the bot sees them. */
export interface Voice {
  whereIs(guildId: string, userId: string): Promise<Result<Whereabouts>>
  inviteToActivity(channelId: string): Promise<Result<Invitation>>
}

export function createVoice({ asBot, call, applicationId }: DiscordConnection, clock: RoomClock): Voice {
  const nowMs = () => clock.nowMs()
  const invitations = new FreshCache<Invitation>({
    clock,
    ...INVITES,
    lifetimeOf: ({ kind }) =>
      kind === 'made'
        ? { freshUntilMs: nowMs() + INVITES.freshMs, staleUntilMs: nowMs() + INVITES.staleMs }
        : refusedUntil(nowMs()),
  })
  /** People move: only what was refused stands in. */
  const refusedWhereabouts = new FreshCache<Whereabouts>({
    clock,
    ...WHEREABOUTS,
    lifetimeOf: ({ kind }) => (kind === 'hidden' ? refusedUntil(nowMs()) : OVER),
  })

  async function invite(channelId: string): Promise<Result<Invitation>> {
    const invitation = {
      target_type: InviteTargetType.EmbeddedApplication,
      target_application_id: applicationId,
      max_age: INVITE_MAX_AGE_S,
      // The same one for all who ask meanwhile: servers have only so many.
      unique: false,
    }
    const answer = await call('channels.invite', InviteSchema, signal =>
      asBot().channels.createInvite(channelId, invitation, { signal }),
    )
    if (!answer.ok) return answer
    if (!isRefusal(answer.value))
      return succeed({ kind: 'made', url: `https://discord.gg/${answer.value.code}` })
    if (answer.value.refused === 401) return misconfigured()
    return succeed({ kind: refusedAs(answer.value) })
  }

  async function whereIs(guildId: string, userId: string): Promise<Result<Whereabouts>> {
    const answer = await call('guilds.voiceState', VoiceStateSchema, signal =>
      asBot().voice.getUserVoiceState(guildId, userId, { signal }),
    )
    if (!answer.ok) return answer
    if (isRefusal(answer.value)) {
      if (answer.value.refused === 401) return misconfigured()
      return succeed({ kind: answer.value.refused === 403 ? 'hidden' : 'nowhere' })
    }
    const { channel_id: channelId } = answer.value
    return succeed(channelId ? { kind: 'in', channelId } : { kind: 'nowhere' })
  }

  return {
    whereIs: (guildId, userId) =>
      refusedWhereabouts.get(`${guildId} ${userId}`, () => whereIs(guildId, userId)),
    inviteToActivity: channelId => invitations.get(channelId, () => invite(channelId)),
  }
}

function refusedAs({ refused, code }: DiscordRefusal): Exclude<Invitation['kind'], 'made'> {
  if (refused !== 403) return 'impossible'
  return code === RESTJSONErrorCodes.MissingAccess ? 'hidden' : 'notAllowed'
}
