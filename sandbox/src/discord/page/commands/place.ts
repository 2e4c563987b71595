import { nothing, object, text } from '../read.ts'
import { answer, errorCode, refuse } from '../rpc/wire.ts'
import { defineCommand } from './command.ts'
import { participantsPayload, usersOf, voiceStatePayload } from './payloads.ts'

const guildVoice = 2

/** VIEW_CHANNEL, SEND_MESSAGES, CONNECT, SPEAK, USE_EMBEDDED_ACTIVITIES, CREATE_INSTANT_INVITE. */
const memberPermissions = (1n << 10n) | (1n << 11n) | (1n << 20n) | (1n << 21n) | (1n << 39n) | 1n

export const getChannel = defineCommand({
  scope: 'guilds',
  read: object<{ readonly channel_id: string }>({ channel_id: text() }),
  answer: ({ channel_id: channelId }, { context }) => {
    const { channel, guild, voice } = context.state()
    if (channelId !== channel.id) return refuse(errorCode.invalidChannel, 'Invalid channel')
    return answer({
      id: channel.id,
      type: guildVoice,
      guild_id: guild.id,
      name: channel.name,
      topic: null,
      bitrate: 64_000,
      user_limit: 0,
      position: 0,
      voice_states: usersOf(context.state(), voice).map(voiceStatePayload),
      messages: [],
    })
  },
})

export const getChannelPermissions = defineCommand({
  scope: 'guilds.members.read',
  read: nothing,
  answer: () => answer({ permissions: memberPermissions.toString() }),
})

export const getParticipants = defineCommand({
  scope: 'authenticated',
  read: nothing,
  answer: (_args, { context }) => answer(participantsPayload(context.state())),
})
