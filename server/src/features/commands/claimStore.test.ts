import { expect, it } from 'vitest'
import { createLogger } from '../../platform/logger.ts'
import { succeed } from '../../platform/result.ts'
import { eachDatabase } from '../../testing/eachDatabase.ts'
import { createClaimStore } from './claimStore.ts'
import type { Command } from './command.ts'
import { createDispatcher } from './dispatchInteraction.ts'
import type { MemberInteraction } from './interaction.ts'

const TOKEN_MS = 15 * 60_000
const logger = createLogger({ level: 'silent', secrets: [] })

const interactionOf = (id: string): MemberInteraction => ({
  id,
  token: 'x',
  userId: '1',
  guildId: '2',
  channelId: '3',
  installedInServer: true,
  locale: 'en-US',
  displayName: 'Ana',
  botMayWrite: true,
  language: 'en',
  kind: 'command',
  command: 'kaltura-config-reset',
  options: new Map(),
})

eachDatabase('an interaction', open => {
  const time = { nowMs: 1_795_000_000_000.5 }
  const clock = { nowMs: () => time.nowMs }
  const openStore = async () => createClaimStore(await open(), clock)

  it('is somebody’s once, whoever asks and how many at once', async () => {
    const stores = [await openStore(), await openStore()]
    const claims = stores.flatMap(store => Array.from({ length: 10 }, () => store.claim('1')))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    expect(await (await openStore()).claim('1')).toBe(false)
    expect(await (await openStore()).claim('2')).toBe(true)
  })

  it('is remembered for as long as it can be answered', async () => {
    const store = await openStore()
    await store.claim('1')
    time.nowMs += TOKEN_MS - 1
    await store.removeExpired()
    expect(await store.claim('1')).toBe(false)
    time.nowMs += 1
    await store.removeExpired()
    expect(await store.claim('1')).toBe(true)
  })

  it('is acted on once by two processes that are both sent it (ASVS 2.3.4)', async () => {
    const done: string[] = []
    const told: string[] = []
    const reset: Command = {
      metadata: {
        name: 'kaltura-config-reset',
        germanName: 'x',
        version: '1.0.0',
        description: { en: 'x', de: 'x' },
        options: [],
        contexts: ['guild'],
      },
      run: () => ({
        when: 'later',
        handle: async ({ id }) => {
          done.push(id)
          return succeed({ text: 'Done.' })
        },
      }),
    }
    const node = async () =>
      createDispatcher({
        commands: [reset],
        permissions: { require: async () => succeed({ member: MEMBER, role: 'admin' }) },
        claims: await openStore(),
        responses: {
          editOriginal: async ({ id }) => {
            told.push(id)
            return succeed({})
          },
          followUp: async () => succeed({}),
          launch: async () => succeed({ refused: 400, code: 0 }),
        },
        logger,
        observer: { interactionAnswered: () => {}, interactionEnded: () => {} },
      })
    const nodes = [await node(), await node()]
    for (let id = 1; id <= 20; id++)
      for (const { dispatch } of nodes) (await dispatch(interactionOf(String(id)))).sent?.()
    for (const { close } of nodes) await close()
    const ids = Array.from({ length: 20 }, (_, index) => String(index + 1)).sort()
    expect([done.toSorted(), told.toSorted()]).toEqual([ids, ids])
  })
})

const MEMBER = { guildId: '2', userId: '1', isOwner: true, isAdministrator: false, roles: [] }
