import type { Conversation, OptionValues } from '../chatApi.ts'
import { userPayload } from './commands/payloads.ts'
import type { Crowd } from './crowd.ts'
import { formatMs } from './measure/format.ts'

/** Something to try whose outcome is a sentence rather than a time until all are in step. */
export interface Probe {
  readonly id: string
  readonly label: (crowd: Crowd) => string
  readonly what: (crowd: Crowd) => string
  readonly run: (crowd: Crowd) => Promise<string>
}

export interface CommandExample {
  readonly command: string
  readonly options: OptionValues
  /** Where it is typed: how it launches depends on that. */
  readonly kind: 'text' | 'voice'
}

const examples: readonly CommandExample[] = [
  { command: 'kaltura-watch', options: { video: '0_testcard' }, kind: 'voice' },
  { command: 'kaltura-video-search', options: { query: 'test', limit: 3 }, kind: 'text' },
  { command: 'kaltura-config-view', options: { section: 'all' }, kind: 'text' },
]

/** Discord's permission to create invitations: https://docs.discord.com/developers/topics/permissions */
const createInvite = 1n << 0n

export const probes: readonly Probe[] = [...examples.map(typeCommand), takePermission(), withdrawApp()]

function typeCommand(example: CommandExample): Probe {
  const { command } = example
  return {
    id: command,
    label: () => `/${command}`,
    what: crowd => typed(crowd, example),
    run: crowd => runCommand(crowd, example),
  }
}

/** As it stands in the field before it is sent. */
export function typed({ people }: Crowd, { command, options }: CommandExample): string {
  const values = Object.entries(options).map(([name, value]) => `${name}:${value}`)
  return `${people[0]?.user.globalName ?? 'Somebody'}: ${[`/${command}`, ...values].join(' ')}`
}

export async function runCommand(
  { people, chats }: Crowd,
  { command, options, kind }: CommandExample,
): Promise<string> {
  const [person] = people
  if (person === undefined) return 'Nobody is here.'
  const chat = await chats.open(person.user)
  const channel = chat.channels.find(each => each.kind === kind)
  if (channel === undefined) return chat.notice ?? 'There is no such channel.'
  await chat.open(channel.id)
  const conversation = await chat.run(command, options)
  return conversation === null ? (chat.notice ?? 'It didn’t work.') : describeConversation(conversation)
}

/** What came of it, and how long the application took for its first word. */
export function describeConversation({ answer, problem, launched, modal, messages }: Conversation): string {
  if (answer === null) return problem ?? 'The application did not respond.'
  const came = [
    ...(problem === null ? [] : [problem]),
    ...(launched === null ? [] : ['the Activity opens']),
    ...(modal === null ? [] : ['a form opens']),
    ...(messages.length === 0 ? [] : [messages.length === 1 ? 'a message' : `${messages.length} messages`]),
  ]
  return `Answered in ${formatMs(answer.afterMs)}: ${came.length === 0 ? 'nothing to see' : came.join(', ')}`
}

function takePermission(): Probe {
  const has = ({ state }: Crowd) => (BigInt(state.botPermissions) & createInvite) !== 0n
  return {
    id: 'bot-permission',
    label: crowd => (has(crowd) ? 'Take “Create invite” from the bot' : 'Give the bot “Create invite” back'),
    what: crowd => (has(crowd) ? 'The bot lost “Create invite”' : 'The bot has “Create invite” again'),
    run: async crowd => {
      const had = has(crowd)
      await crowd.client.setBotPermissions(BigInt(crowd.state.botPermissions) ^ createInvite)
      return !had ? 'Text channels can link to the Activity.' : 'Text channels can’t link to the Activity.'
    },
  }
}

/** As in Discord's settings, “Authorized apps”: the application is told by a webhook event. */
function withdrawApp(): Probe {
  const nameOf = ({ people }: Crowd) => people[0]?.user.globalName ?? 'Somebody'
  return {
    id: 'withdraw',
    label: crowd => `Remove the app from ${nameOf(crowd)}’s account`,
    what: crowd => `${nameOf(crowd)} removed the app`,
    run: async ({ people, client }) => {
      const [person] = people
      if (person === undefined) return 'Nobody is here.'
      const data = { user: userPayload(person.user) }
      const { status, afterMs } = await client.sendEvent('APPLICATION_DEAUTHORIZED', data)
      if (status === null) return 'The application did not answer.'
      return `The event was answered ${status} in ${formatMs(afterMs)}.`
    },
  }
}
