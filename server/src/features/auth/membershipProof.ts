import { setTimeout as sleep } from 'node:timers/promises'
import type { DiscordApi } from '../../discord/discordApi.ts'
import type { ActivityInstance } from '../../discord/schemas.ts'
import { FreshCache } from '../../platform/freshCache.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { RoomClock } from '../../platform/roomClock.ts'

/** Discord's list may lag behind somebody who has just come; it is asked again after these, ms. */
const ASK_AGAIN_AFTER_MS = [250, 500, 1_000, 1_500] as const

/** A full room that signs in at once shares answers of this age, ms: Discord allows few questions. */
const SHARED_MS = 250
const SHARED_INSTANCES = 1_000

/** Ids of Discord's instances: nothing that could change the address we ask. */
const INSTANCE_ID = /^[\w-]{1,200}$/

export interface ProofRequest {
  readonly instanceId: string
  readonly userId: string
}

export type MembershipProof = (request: ProofRequest) => Promise<Result<ActivityInstance>>

interface MembershipProofOptions {
  readonly discord: Pick<DiscordApi, 'activityInstance'>
  readonly clock: RoomClock
  readonly askAgainAfterMs?: readonly number[]
}

/** Gives the Activity, if Discord says that the user is in it. */
export function createMembershipProof({
  discord,
  clock,
  askAgainAfterMs = ASK_AGAIN_AFTER_MS,
}: MembershipProofOptions): MembershipProof {
  const shared = new FreshCache<{ instance: ActivityInstance | null }>({
    clock,
    freshMs: SHARED_MS,
    staleMs: 0,
    capacity: SHARED_INSTANCES,
  })
  const ask = async (instanceId: string) => {
    const answer = await discord.activityInstance(instanceId)
    return answer.ok ? succeed({ instance: answer.value }) : answer
  }
  return async ({ instanceId, userId }) => {
    if (!INSTANCE_ID.test(instanceId)) return notInActivity()
    for (const waitMs of [0, ...askAgainAfterMs]) {
      if (waitMs > 0) await sleep(waitMs)
      const answer = await shared.get(instanceId, () => ask(instanceId))
      if (!answer.ok) return answer
      const { instance } = answer.value
      if (instance?.users.includes(userId)) return succeed(instance)
    }
    return notInActivity()
  }
}

const notInActivity = () =>
  fail(
    'not_in_activity',
    'Discord says that you are not in this Activity. Open it again from the voice channel.',
  )
