import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { escapeMarkdown } from '../../../discord/text/escapeMarkdown.ts'
import { shorten } from '../../../discord/text/shorten.ts'
import type { Invitation, Voice } from '../../../discord/voice.ts'
import { fail, type Result, succeed } from '../../../platform/result.ts'
import type { Answer, Message } from '../command.ts'
import type { Interaction } from '../interaction.ts'
import { chooseWay, type Way } from './chooseWay.ts'
import { type Launches, WISH_MS } from './launches.ts'
import type { PromptLibrary } from './promptLibrary.ts'
import type { Place, Wish } from './store.ts'
import { LAUNCHES_TEXTS } from './texts.ts'
import type { Wishers } from './wishers.ts'

const MS_PER_MINUTE = 60_000
/** Of a video's name in a sentence, UTF-16 units. */
const MAX_NAME = 150

export interface OpenRequest {
  readonly interaction: Interaction
  /** What is to be on; null for the Activity as it is. */
  readonly entryId: string | null
  readonly place: Place
  /** What the member does again, once they have seen to what was in the way. */
  readonly again: 'command' | 'button'
}

/** Gets a member into the Activity of the voice channel that they are in, and a video on there. */
export type OpenActivity = (request: OpenRequest) => Promise<Result<Answer>>

interface OpenActivityOptions {
  readonly voice: Voice
  readonly library: PromptLibrary
  readonly launches: Launches
  readonly wishers: Wishers
  /** The Activity of a server in which a member is. */
  readonly instanceOf: (guildId: string, userId: string) => string | null
}

/** Everything about one request that is known by now. */
interface Opening extends OpenRequest {
  readonly guildId: string
  /** As it stands in a sentence, escaped; null where there is no video, or nothing is known of it yet. */
  readonly videoName: string | null
}

export function createOpenActivity(options: OpenActivityOptions): OpenActivity {
  const { voice, library, launches, wishers, instanceOf } = options

  async function wayFor({ channelId, userId }: Interaction, guildId: string): Promise<Result<Way>> {
    const instanceId = instanceOf(guildId, userId)
    if (instanceId !== null) return succeed({ kind: 'here', instanceId })
    const found = await voice.whereIs(guildId, userId)
    return found.ok ? succeed(chooseWay({ usedInId: channelId, whereabouts: found.value })) : found
  }

  /** A library that is slow keeps nobody out: the room asks it again. */
  async function nameOf({ entryId, interaction }: OpenRequest): Promise<Result<string | null>> {
    if (entryId === null) return succeed(null)
    const asked = await library.get(entryId, interaction.userId)
    if (!asked.inTime) return succeed(null)
    return asked.value.ok ? succeed(boldly(asked.value.value.name)) : asked.value
  }

  /** Null where nothing is to be on. From here on its member can be told what becomes of it. */
  function wishOf({ interaction, guildId, entryId, place }: Opening): Wish | null {
    if (entryId === null) return null
    wishers.remember(interaction)
    return { interactionId: interaction.id, userId: interaction.userId, guildId, entryId, place }
  }

  async function keepWish(opening: Opening): Promise<void> {
    const wish = wishOf(opening)
    if (wish) await launches.wish(wish)
  }

  /** They may be in that Activity already, without our having seen it. */
  function launch({ interaction, guildId, entryId }: Opening): Answer {
    const onLaunched = async ({ instanceId }: { readonly instanceId: string }) => {
      if (entryId === null) return
      await launches.pin(interaction.id, instanceId)
      await launches.onArrived({ userId: interaction.userId, guildId, instanceId })
    }
    return { kind: 'launch', onLaunched }
  }

  async function putOn(opening: Opening, instanceId: string): Promise<Result<Answer>> {
    const { language } = opening.interaction
    const texts = textsFor(opening)
    const wish = wishOf(opening)
    if (!wish) return say(LAUNCHES_TEXTS[language].alreadyHere)
    const video = opening.videoName ?? LAUNCHES_TEXTS[language].yourVideo
    const done = await launches.putOn(wish, instanceId)
    if (!done.inTime) return say(texts.isSoonThere(video))
    const outcome = done.value
    if (outcome.kind === 'refused') return fail(outcome.error.code, outcome.error.message)
    return say(outcome.kind === 'waiting' ? texts.waitsForYou(video) : texts.isThere(video))
  }

  async function invite(opening: Opening, channelId: string): Promise<Result<Answer>> {
    const invitation = await voice.inviteToActivity(channelId)
    if (!invitation.ok) return invitation
    if (invitation.value.kind === 'made') await keepWish(opening)
    return succeed({ kind: 'message', message: invitationMessage(opening, channelId, invitation.value) })
  }

  async function go(opening: Opening, way: Way): Promise<Result<Answer>> {
    switch (way.kind) {
      case 'joinVoice':
        return say(LAUNCHES_TEXTS[opening.interaction.language].joinVoice[opening.again])
      case 'hidden':
        return say(LAUNCHES_TEXTS[opening.interaction.language].hidden)
      case 'invite':
        return invite(opening, way.channelId)
      case 'launch':
        await keepWish(opening)
        return succeed(launch(opening))
      case 'here':
        return putOn(opening, way.instanceId)
    }
  }

  return async request => {
    const { guildId } = request.interaction
    if (guildId === null) return fail('not_in_activity', 'This works in servers only.')
    const [way, videoName] = await Promise.all([wayFor(request.interaction, guildId), nameOf(request)])
    if (!videoName.ok) return videoName
    if (!way.ok) return way
    return go({ ...request, guildId, videoName: videoName.value }, way.value)
  }
}

/** What is said of a video that goes on, or of one that goes into the queue. */
const textsFor = ({ interaction: { language }, place }: Opening) => {
  const texts = LAUNCHES_TEXTS[language]
  return place === 'now' ? texts.putOn : texts.queued
}

const boldly = (name: string) => `**${escapeMarkdown(shorten(name, MAX_NAME))}**`

const say = (text: string): Result<Answer> => succeed({ kind: 'message', message: { text } })

function invitationMessage(opening: Opening, channelId: string, invitation: Invitation): Message {
  const { interaction, entryId, videoName } = opening
  const texts = LAUNCHES_TEXTS[interaction.language]
  const channel = `<#${channelId}>`
  switch (invitation.kind) {
    case 'notAllowed':
      return { text: texts.mayNotInvite(channel) }
    case 'hidden':
      return { text: texts.hidden }
    case 'impossible':
      return { text: texts.cannotInvite(channel) }
    case 'made': {
      const video = videoName ?? texts.yourVideo
      const content =
        entryId === null
          ? texts.invitation(channel)
          : textsFor(opening).invitationTo(video, channel, WISH_MS / MS_PER_MINUTE)
      const link = { style: ButtonStyle.Link, label: texts.openActivity, url: invitation.url } as const
      return {
        components: [
          { type: ComponentType.TextDisplay, content },
          { type: ComponentType.ActionRow, components: [{ type: ComponentType.Button, ...link }] },
        ],
      }
    }
  }
}
