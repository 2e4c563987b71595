import {
  type PreferencesAnswer,
  PreferencesAnswerSchema,
  PreferencesSchema,
} from '@kaltura-discord/shared/protocol/http/preferences.ts'
import { isGuestId } from '@kaltura-discord/shared/room/guestId.ts'
import type { BearerRule } from '../../platform/http/access.ts'
import { defineOperation } from '../../platform/http/defineOperation.ts'
import type { Access, Operation } from '../../platform/http/operation.ts'
import { fail, type Result, succeed } from '../../platform/result.ts'
import type { PreferencesStore } from './store.ts'

/** Reads of their own preferences, each member. */
export const PREFERENCE_READS = { points: 60, perS: 60 } as const
/** Changes of them: a page saves them a while after the last change. */
export const PREFERENCE_WRITES = { points: 30, perS: 60 } as const

interface PreferencesOperationsOptions {
  readonly store: PreferencesStore
  readonly clock: { nowMs(): number }
  readonly bearer: (rule: BearerRule) => Access<{ readonly userId: string }>
}

/** What a member has chosen for themselves. Nobody else's can be asked for. */
export function createPreferencesOperations(options: PreferencesOperationsOptions): readonly Operation[] {
  const { store, clock, bearer } = options
  const access = bearer({ surfaces: ['activity'], scope: 'videos:play' })
  const common = { path: '/me/preferences', tag: 'me', errors: ['forbidden'], access } as const
  return [
    defineOperation({
      ...common,
      id: 'preferences.get',
      method: 'get',
      summary: 'What you have chosen for yourself',
      limit: PREFERENCE_READS,
      answer: PreferencesAnswerSchema,
      handle: ({ caller: { userId } }) =>
        ofMember(userId, async () => ({ preferences: await store.load(userId) })),
    }),
    defineOperation({
      ...common,
      id: 'preferences.put',
      method: 'put',
      summary: 'Choose for yourself',
      description:
        'Replaces what is remembered, unless something that was changed later is remembered already. Answers what is remembered then.',
      limit: PREFERENCE_WRITES,
      body: PreferencesSchema,
      answer: PreferencesAnswerSchema,
      handle: ({ body, caller: { userId } }) =>
        ofMember(userId, async () => {
          const nowMs = Math.round(clock.nowMs())
          // A clock that is ahead would win for ever.
          const preferences = { ...body, changedAtMs: Math.min(body.changedAtMs, nowMs) }
          return { preferences: await store.save(userId, preferences, nowMs) }
        }),
    }),
  ]
}

/** Those who have come by a link are nobody the next time. */
export async function ofMember(
  userId: string,
  act: () => Promise<PreferencesAnswer>,
): Promise<Result<PreferencesAnswer>> {
  if (isGuestId(userId))
    return fail('forbidden', 'Who comes by a link without an account is remembered on this device alone.')
  return succeed(await act())
}
