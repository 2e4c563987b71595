import { hash } from 'node:crypto'
import { type APIAllowedMentions, type APIContainerComponent, MessageFlags } from 'discord-api-types/v10'
import type { MessageRefusal, Messages, Sent } from '../../discord/messages.ts'
import type { Logger } from '../../platform/logger.ts'
import type { EffectOutcome } from '../../platform/outbox/outbox.ts'
import { type Failure, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'
import type { Chosen } from './chooseChannel.ts'
import { containerOf, markOf, type Notice, nonceOf } from './notice.ts'
import type { NoticeRow, NoticeStore } from './noticeStore.ts'

/** Discord knows a nonce again for "the past few minutes". Later than this it is looked for in the channel, ms. */
export const NONCE_TRUSTED_MS = 60_000
/** By so much Discord's clock may be behind ours, ms. */
export const CLOCK_SLACK_MS = 60_000

export interface DeliverOptions {
  readonly applicationId: string
  readonly messages: Messages
  readonly store: NoticeStore
  readonly clock: RoomClock
  readonly logger: Logger
}

export interface Delivery {
  /** What it is about. For one key there is one message, ever. */
  readonly key: string
  readonly guildId: string
  readonly notice: Notice
  /** Where it goes when it isn't anywhere yet; null when it isn't to be sent any more. Or why it can't. */
  place(): Promise<Chosen | EffectOutcome | null>
}

/** Sends a message once, however often it is tried, and makes it say something else from then on. */
export type DeliverNotice = (delivery: Delivery) => Promise<EffectOutcome>

export const DONE: EffectOutcome = { kind: 'done' }
export const failed = (reason: string, isFinal: boolean): EffectOutcome => ({
  kind: 'failed',
  reason,
  isFinal,
})
/** Our own sentences name nobody. */
export const failedBy = ({ error }: Failure): EffectOutcome =>
  failed(`${error.code}: ${error.message}`, false)

interface Body {
  readonly components: APIContainerComponent[]
  readonly allowed_mentions: APIAllowedMentions
}

interface Sending {
  readonly delivery: Delivery
  readonly body: Body
  readonly contentHash: string
}

interface Post {
  readonly key: string
  readonly body: Body
  /** `UNKNOWN` where there may be a message already. */
  readonly contentHash: string
}

const UNKNOWN = ''

export function createDeliverNotice(options: DeliverOptions): DeliverNotice {
  const { applicationId, messages, store, clock, logger } = options

  /** It has been written down where it goes: whatever happens now, it can be found. */
  async function post({ key, body, contentHash }: Post, chosen: Chosen): Promise<EffectOutcome> {
    const answer = await messages.post(chosen.channelId, {
      ...body,
      flags: MessageFlags.IsComponentsV2,
      nonce: nonceOf(key),
      enforce_nonce: true,
    })
    if (!answer.ok) return failedBy(answer)
    if (answer.value.kind === 'sent') {
      await store.sent(key, { messageId: answer.value.id, contentHash, atMs: clock.nowMs() })
      return DONE
    }
    // Discord has said no: there is nothing in the channel, unless it got there before.
    if (contentHash !== UNKNOWN || answer.value.kind === 'noChannel') await store.forget(key)
    return failed(reasonOf(answer.value, chosen), answer.value.kind !== 'noChannel')
  }

  async function postAnew(sending: Sending): Promise<EffectOutcome> {
    const { key, guildId } = sending.delivery
    const place = await sending.delivery.place()
    if (place === null) return DONE
    if ('kind' in place) return place
    await store.sending(key, { guildId, channelId: place.channelId }, clock.nowMs())
    return post({ ...sending, key }, place)
  }

  /** Somebody has begun to send it and not come to the end. */
  async function goOn(sending: Sending, row: NoticeRow): Promise<EffectOutcome> {
    const { key } = sending.delivery
    const place = await sending.delivery.place()
    if (place !== null && 'kind' in place) return place
    const chosen = { key: place?.key ?? '', channelId: row.channelId }
    if (place !== null && clock.nowMs() - row.atMs < NONCE_TRUSTED_MS) return adoptOrPost(sending, chosen)
    const found = await findMessage(row)
    if (!found.ok) return failedBy(found)
    if (found.value.kind === 'sent') return edit(sending, { ...row, messageId: found.value.id })
    // It may be there, where nobody can look for it now.
    if (!isDeleted(found.value)) return failed(reasonOf(found.value, chosen), true)
    await store.forget(key)
    return postAnew(sending)
  }

  /** With the nonce of the first time Discord gives back what is there, which may say something older. */
  async function adoptOrPost(sending: Sending, chosen: Chosen): Promise<EffectOutcome> {
    const { key } = sending.delivery
    const outcome = await post({ ...sending, key, contentHash: UNKNOWN }, chosen)
    const row = outcome.kind === 'done' ? await store.get(key) : null
    return row === null ? outcome : edit(sending, row)
  }

  async function findMessage(row: NoticeRow): Promise<Result<Sent>> {
    const seen = await messages.since(row.channelId, row.atMs - CLOCK_SLACK_MS)
    if (!seen.ok) return seen
    if (seen.value.kind !== 'seen') return succeed(seen.value)
    const mark = markOf(row.key)
    const ours = seen.value.messages.find(
      ({ authorId, componentIds }) => authorId === applicationId && componentIds.includes(mark),
    )
    return succeed(ours === undefined ? { kind: 'noMessage' } : { kind: 'sent', id: ours.id })
  }

  async function edit(
    { delivery: { key }, body, contentHash }: Sending,
    { channelId, messageId }: Pick<NoticeRow, 'channelId' | 'messageId'>,
  ): Promise<EffectOutcome> {
    if (messageId === null) return DONE
    const answer = await messages.edit(channelId, messageId, body)
    if (!answer.ok) return failedBy(answer)
    if (answer.value.kind === 'sent') {
      await store.sent(key, { messageId, contentHash, atMs: clock.nowMs() })
      return DONE
    }
    if (!isDeleted(answer.value))
      return failed(reasonOf(answer.value, { channelId, key: 'where it was posted' }), true)
    // Somebody didn't want it there: it isn't posted again.
    await store.gone(key)
    logger.info('notifications.deleted', { key, channelId })
    return DONE
  }

  return async delivery => {
    const sending = sendingOf(delivery)
    const row = await store.get(delivery.key)
    if (row === null) return postAnew(sending)
    if (row.state === 'gone') return DONE
    if (row.state === 'sending') return goOn(sending, row)
    return row.contentHash === sending.contentHash ? DONE : edit(sending, row)
  }
}

function sendingOf(delivery: Delivery): Sending {
  const { notice, key } = delivery
  const body = { components: [containerOf(notice, markOf(key))], allowed_mentions: notice.mentions }
  return { delivery, body, contentHash: hash('sha256', JSON.stringify(body)) }
}

const isDeleted = ({ kind }: Sent): boolean => kind === 'noMessage' || kind === 'noChannel'

/** For operators, who find the channel by its id. */
function reasonOf(refusal: MessageRefusal, { channelId, key }: Chosen): string {
  switch (refusal.kind) {
    case 'noChannel':
      return `Channel ${channelId} (${key}) is gone.`
    case 'noMessage':
      return `The message in channel ${channelId} is gone.`
    case 'hidden':
      return `The bot lacks View Channel in channel ${channelId} (${key}).`
    case 'notAllowed':
      return `The bot lacks Send Messages in channel ${channelId} (${key}).`
    case 'refused':
      return `Discord refuses the message in channel ${channelId} (${key}) with code ${refusal.code}.`
  }
}
