import type { StandInRequest, StandInResponse } from '../../standIn.ts'
import { missingAccess, notJson } from '../apiErrors.ts'
import { APPLICATION_FLAG, type ApplicationSettings } from '../application/settings.ts'
import type { SandboxChannel } from '../chat/channels.ts'
import type { Invite, Invites } from '../chat/invites.ts'
import { type FormProblem, invalidFormOf } from '../formErrors.ts'
import { createForm, type Form } from '../forms/form.ts'
import { APPLICATION, GUILD } from '../identities.ts'
import { applicationResource, botAsUser, channelResource } from '../resources.ts'
import { jsonBody } from './jsonBody.ts'

export interface CreateInviteParts {
  readonly channel: SandboxChannel
  readonly invites: Invites
  readonly settings: ApplicationSettings
  readonly verifyKey: string
}

/** Seconds: https://docs.discord.com/developers/resources/channel#create-channel-invite */
const MAX_AGE_S = 604_800
const USUAL_AGE_S = 86_400
const TARGET = { stream: 1, activity: 2 } as const

export function createInvite(request: StandInRequest, parts: CreateInviteParts): StandInResponse {
  const sent = jsonBody(request)
  if (sent === null) return notJson
  if (parts.channel.kind === 'direct') return missingAccess
  const problems: FormProblem[] = []
  const form = createForm(sent, problems)
  const maxAgeS = form.integer('max_age', { min: 0, max: MAX_AGE_S }) ?? USUAL_AGE_S
  const maxUses = form.integer('max_uses', { min: 0, max: 100 }) ?? 0
  const temporary = form.flag('temporary') ?? false
  const unique = form.flag('unique') ?? false
  const applicationId = checkTarget(form, parts)
  if (problems.length > 0) return invalidFormOf(problems)
  const wanted = { channelId: parts.channel.id, maxAgeS, maxUses, temporary, applicationId }
  return { status: 200, body: inviteResource(parts.invites.create(wanted, unique), parts) }
}

/** The application whose Activity it invites to, null for none. */
function checkTarget(form: Form, { channel, settings }: CreateInviteParts): string | null {
  form.oneOf('target_type', Object.values(TARGET))
  if (form.value['target_type'] !== TARGET.activity) return null
  const id = form.text('target_application_id', { min: 1, max: 20, required: true }) ?? null
  if (channel.kind !== 'voice')
    form.refuse(
      'target_type',
      'GUILD_INVITE_INVALID_TARGET_TYPE',
      'Only voice channels have an Activity to invite to.',
    )
  const isEmbedded = id === APPLICATION.id && (settings.current().flags & APPLICATION_FLAG.embedded) !== 0
  if (id !== null && !isEmbedded)
    form.refuse(
      'target_application_id',
      'GUILD_INVITE_INVALID_APPLICATION',
      'The specified application is not embedded',
    )
  return id
}

function inviteResource(invite: Invite, { channel, settings, verifyKey }: CreateInviteParts) {
  const { id, type, name } = { name: channel.name, ...channelResource(channel) }
  const { maxAgeS, createdAtMs, applicationId } = invite
  const expires = maxAgeS === 0 ? null : new Date(createdAtMs + maxAgeS * 1000).toISOString()
  return {
    type: 0,
    code: invite.code,
    guild_id: GUILD.id,
    guild: inviteGuild,
    channel: { id, type, name },
    inviter: botAsUser,
    ...(applicationId === null
      ? {}
      : {
          target_type: TARGET.activity,
          target_application: applicationResource(verifyKey, settings.current()),
        }),
    expires_at: expires,
    created_at: new Date(createdAtMs).toISOString(),
    max_age: maxAgeS,
    max_uses: invite.maxUses,
    uses: invite.uses,
    temporary: invite.temporary,
  }
}

const inviteGuild = {
  id: GUILD.id,
  name: GUILD.name,
  splash: null,
  banner: null,
  description: null,
  icon: null,
  features: [],
  verification_level: 0,
  vanity_url_code: null,
  nsfw_level: 0,
  nsfw: false,
  premium_subscription_count: 0,
}
