import { vi } from 'vitest'
import type { InteractionResponses } from '../../../discord/interactionResponses.ts'
import type { PermissionRequest } from '../../../guilds/guildPermissions.ts'
import { createLogger } from '../../../platform/logger.ts'
import { type Failure, type Result, succeed } from '../../../platform/result.ts'
import type { HttpAnswer } from '../answering.ts'
import type { Answer, Choice, Command, Handler, Message } from '../command.ts'
import { createDispatcher } from '../dispatchInteraction.ts'
import type { CommandInteraction, Interaction, MemberInteraction } from '../interaction.ts'
import type { CommandMetadata } from '../metadata.ts'

export const ANA = '1400000000000000001'
export const TOKEN = 'a-secret-token-of-an-interaction'
let lastId = 1_500_000_000_000_000_000n

const interaction = (): Interaction => ({
  id: String(++lastId),
  token: TOKEN,
  userId: ANA,
  guildId: '1200000000000000001',
  channelId: '1300000000000000001',
  installedInServer: true,
  locale: 'en-US',
  displayName: 'Ana',
  botMayWrite: true,
  language: 'en',
})
export const command = (more: Partial<CommandInteraction> = {}): MemberInteraction => ({
  ...interaction(),
  kind: 'command',
  command: 'kaltura-watch',
  options: new Map(),
  ...more,
})
export const button = (
  customId = 'kaltura-watch:press',
  more: Partial<Interaction> = {},
): MemberInteraction => ({
  ...interaction(),
  kind: 'component',
  customId,
  values: [],
  ...more,
})
export const modal = (customId = 'kaltura-watch:fill'): MemberInteraction => ({
  ...interaction(),
  kind: 'modal',
  customId,
  fields: new Map(),
})
export const typing = (more: Partial<Interaction> = {}): MemberInteraction => ({
  ...interaction(),
  kind: 'autocomplete',
  command: 'kaltura-watch',
  options: new Map([['video', 'x']]),
  focused: { name: 'video', text: 'x' },
  ...more,
})

const METADATA: CommandMetadata = {
  name: 'kaltura-watch',
  germanName: 'kaltura-schauen',
  version: '1.0.0',
  description: { en: 'x', de: 'x' },
  contexts: ['guild'],
  options: [
    {
      kind: 'text',
      name: 'video',
      germanName: 'video',
      description: { en: 'x', de: 'x' },
      required: false,
      maxLength: 100,
    },
  ],
}

export const never = <T>() => new Promise<T>(() => {})
export const hello: Message = { text: 'Hello' }
export const now = (handle: () => Promise<Result<Answer>>) => ({
  when: 'now' as const,
  handle,
})
export const later = (handle: () => Promise<Result<Message>>, more: { replaces?: boolean } = {}) => ({
  when: 'later' as const,
  handle,
  ...more,
})

interface Parts {
  readonly handler?: Handler<unknown>
  readonly complete?: () => Promise<readonly Choice[]>
  readonly permit?: () => Promise<Failure | null>
  readonly responses?: Partial<InteractionResponses>
  readonly claim?: () => Promise<boolean>
}

/** What Discord was told through its API. */
interface Told {
  readonly how: 'edit' | 'followUp' | 'launch'
  readonly body: unknown
}

/** A dispatcher of one command that does what a test says, with all that is told and logged. */
export function startDispatcher(parts: Parts = {}) {
  const { handler = later(async () => succeed(hello)), complete, permit = async () => null } = parts
  const { claim = async () => true } = parts
  const told: Told[] = []
  const asked: PermissionRequest[] = []
  const log: string[] = []
  const ended: object[] = []
  const answered: object[] = []
  const tell = (how: Told['how'], body: unknown) => {
    told.push({ how, body })
    return succeed({ id: '1' })
  }
  const responses: InteractionResponses = {
    editOriginal: async (_interaction, body) => tell('edit', body),
    followUp: async (_interaction, body) => tell('followUp', body),
    launch: async () => {
      tell('launch', null)
      return succeed({ resource: { activity_instance: { id: 'i-1-gc-1-2' } } })
    },
    ...parts.responses,
  }
  const watch: Command = {
    metadata: METADATA,
    run: () => handler,
    buttons: { press: handler },
    modals: { fill: handler },
    ...(complete && { complete }),
  }
  const dispatcher = createDispatcher({
    commands: [watch, { ...watch, metadata: { ...METADATA, name: 'launch', options: [] } }],
    permissions: {
      async require(request) {
        asked.push(request)
        const refused = await permit()
        return refused ?? succeed({ member: MEMBER, role: 'viewer' })
      },
    },
    responses,
    claims: { claim, removeExpired: async () => {} },
    logger: createLogger({
      level: 'debug',
      secrets: [],
      destination: { write: line => void log.push(line) },
    }),
    observer: {
      interactionAnswered: ({ durationS: _durationS, ...labels }) => void answered.push(labels),
      interactionEnded: labels => void ended.push(labels),
    },
  })
  return { ...dispatcher, told, asked, log, ended, answered }
}

const MEMBER = { guildId: '1', userId: ANA, isOwner: false, isAdministrator: false, roles: [] }

export const sentence = (content: string) => ({
  type: 4,
  data: { content, flags: 64, allowed_mentions: { parse: [] } },
})

/** Says that Discord has the answer, and waits until all that comes of it has come. */
export async function finish({ close }: { close(): Promise<void> }, answer: HttpAnswer) {
  answer.sent?.()
  const closed = close()
  await vi.runAllTimersAsync()
  await closed
}
