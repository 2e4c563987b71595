import { describe, expect, it } from 'vitest'
import type { ChatMessage, Conversation, InteractionWish } from '../../chatApi.ts'
import { HostRefusal } from '../hostRequests.ts'
import { Chat } from './chat.ts'
import type { ChatClient } from './chatClient.ts'

const user = {
  name: 'ana',
  id: '1',
  username: 'ana',
  globalName: 'Ana',
  nick: null,
  avatar: null,
  color: '#fff',
}
const general = { id: '10', name: 'general', kind: 'text' } as const
const movies = { id: '20', name: 'Movie night', kind: 'voice' } as const

const message = (id: string, rest: Partial<ChatMessage> = {}): ChatMessage => ({
  id,
  channelId: general.id,
  author: { id: '9', name: 'Kaltura', isBot: true },
  content: id,
  components: [],
  embeds: [],
  flags: 0,
  pings: { everyone: false, users: [], roles: [] },
  sentAtMs: 0,
  editedAtMs: null,
  onlyFor: null,
  answers: null,
  state: 'sent',
  ...rest,
})

const nothing: Conversation = {
  interactionId: '1',
  answer: { status: 200, afterMs: 5, type: 4 },
  problem: null,
  messages: [],
  choices: null,
  modal: null,
  launched: null,
}

/** The sandbox's backend, as far as its contract goes: what is asked is kept, what is answered is set. */
function setUp(answers: Partial<ChatClient> = {}) {
  const wishes: InteractionWish[] = []
  const invited: string[] = []
  let plainLaunches = 0
  const client: ChatClient = {
    channels: async () => [movies, general],
    messages: async () => [],
    commands: async () => [],
    say: async () => {},
    dismiss: async () => {},
    interact: async wish => {
      wishes.push(wish)
      return nothing
    },
    follow: async () => ({ channelId: movies.id, activity: true }),
    ...answers,
  }
  const chat = new Chat({
    user,
    locale: 'de',
    client,
    onInvited: channelId => invited.push(channelId),
    onPlainLaunch: () => {
      plainLaunches += 1
    },
  })
  return { chat, wishes, invited, plainLaunches: () => plainLaunches }
}

describe('Chat', () => {
  it('begins in the text channel and stays where somebody went', async () => {
    const { chat } = setUp()
    await chat.open()
    expect(chat.channel).toEqual(general)
    await chat.open(movies.id)
    await chat.open()
    expect(chat.channel).toEqual(movies)
  })

  it('runs a command in the channel that is open, in the language of the client', async () => {
    const { chat, wishes } = setUp()
    await chat.open(movies.id)
    await chat.run('kaltura-watch', { video: '0_a' })
    expect(wishes).toEqual([
      { user: 'ana', channel: movies.id, locale: 'de', command: 'kaltura-watch', options: { video: '0_a' } },
    ])
  })

  it('sends what a modal was filled in with to where the modal was shown', async () => {
    const modal = { customId: 'edit:1', title: 'Edit', components: [] }
    const sent: InteractionWish[] = []
    const { chat } = setUp({
      interact: async wish => {
        sent.push(wish)
        return { ...nothing, modal: sent.length === 1 ? modal : null }
      },
    })
    await chat.open(general.id)
    await chat.run('kaltura-config-update')
    await chat.open(movies.id)
    if (chat.modal === null) throw new Error('There is no modal.')
    await chat.submit(chat.modal, { value: 'x' })
    expect(chat.modal).toBeNull()
    expect(sent.at(-1)).toMatchObject({ modal: 'edit:1', fields: { value: 'x' }, channel: general.id })
  })

  it('presses a button once, however often it is pressed meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<Conversation>()
    const sent: InteractionWish[] = []
    const { chat } = setUp({
      interact: wish => {
        sent.push(wish)
        return promise
      },
    })
    await chat.open()
    const first = chat.press('m', 'yes')
    await chat.press('m', 'yes')
    expect(chat.isBusy('m')).toBe(true)
    resolve(nothing)
    await first
    expect(chat.isBusy('m')).toBe(false)
    expect(sent).toHaveLength(1)
  })

  it('tells what went wrong, unless a message tells it already', async () => {
    const problem = 'The application did not respond'
    const { chat } = setUp({ interact: async () => ({ ...nothing, problem }) })
    await chat.open()
    await chat.run('a')
    expect(chat.notice).toBe(problem)
    const shown = setUp({
      interact: async () => ({ ...nothing, problem, messages: [message('1', { state: 'failed' })] }),
    })
    await shown.chat.open()
    await shown.chat.run('a')
    expect(shown.chat.notice).toBeNull()
  })

  it('tells when the sandbox refuses', async () => {
    const { chat } = setUp({
      say: async () => {
        throw new HostRefusal('Too long.')
      },
    })
    await chat.open()
    await chat.say('x')
    expect(chat.notice).toBe('Too long.')
  })

  it('shows the newest look, whichever answers last', async () => {
    const looks: PromiseWithResolvers<readonly ChatMessage[]>[] = []
    const { chat } = setUp({
      messages: () => {
        const look = Promise.withResolvers<readonly ChatMessage[]>()
        looks.push(look)
        return look.promise
      },
    })
    const opened = chat.open()
    await expect.poll(() => looks.length).toBe(1)
    const heard = chat.heard(general.id)
    looks[1]?.resolve([message('new')])
    await heard
    looks[0]?.resolve([message('old')])
    await opened
    expect(chat.messages.map(({ id }) => id)).toEqual(['new'])
  })

  it('marks what happens in another channel until it is looked at', async () => {
    const { chat } = setUp()
    await chat.open(general.id)
    await chat.heard(movies.id)
    expect(chat.isUnread(movies.id)).toBe(true)
    await chat.open(movies.id)
    expect(chat.isUnread(movies.id)).toBe(false)
  })

  it('follows invitations and nothing else', async () => {
    const { chat, invited } = setUp()
    expect(chat.followInvitation('https://discord.gg.example/abc')).toBe(false)
    expect(chat.followInvitation('https://example.com/https://discord.gg/abc')).toBe(false)
    expect(chat.followInvitation('https://discord.gg/abc')).toBe(true)
    await expect.poll(() => invited).toEqual([movies.id])
  })

  it('launches by the Entry Point, and without one as a client by itself', async () => {
    const without = setUp()
    await without.chat.open()
    await without.chat.launchActivity()
    expect(without.plainLaunches()).toBe(1)
    const launcher = { id: '5', name: 'launch', label: 'launch', description: '', type: 4, options: [] }
    const { chat, wishes, plainLaunches } = setUp({ commands: async () => [launcher] })
    await chat.open()
    await chat.launchActivity()
    expect(plainLaunches()).toBe(0)
    expect(wishes).toMatchObject([{ command: 'launch' }])
  })
})
