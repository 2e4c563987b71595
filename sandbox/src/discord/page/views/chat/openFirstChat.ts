import type { SandboxUser } from '../../../hostApi.ts'
import type { Crowd } from '../../crowd.ts'
import { channelSlug } from '../../pageParameters.ts'

/** The chat that the address asks for. Returns a sentence where there is no such channel. */
export async function openFirstChat(user: SandboxUser, crowd: Crowd): Promise<string | null> {
  const { chat: wanted } = crowd.parameters
  if (wanted === null) return null
  const chat = crowd.chats.of(user)
  await chat.learnChannels()
  const channel = chat.channels.find(({ name }) => channelSlug(name) === wanted)
  if (channel !== undefined) {
    await crowd.chats.open(user, channel.id)
    return null
  }
  const names = chat.channels.map(({ name }) => channelSlug(name))
  return `“chat” names “${wanted}”, which is no channel here. Use one of ${names.join(', ')}.`
}
