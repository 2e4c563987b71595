import type { HostState, SandboxUser } from '../../hostApi.ts'
import type { LayoutMode, Orientation, ThermalState } from '../rpc/rpcContext.ts'

/** Objects as Discord's client sends them; keys the SDK's schemas require are always there. */

const identity = (user: SandboxUser) => ({
  id: user.id,
  username: user.username,
  discriminator: '0',
  global_name: user.globalName,
  avatar: user.avatar,
})

export const userPayload = (user: SandboxUser) => ({
  ...identity(user),
  avatar_decoration_data: null,
  bot: false,
  flags: 0,
  premium_type: 0,
})

export const authenticatedUserPayload = (user: SandboxUser) => ({ ...identity(user), public_flags: 0 })

const participantPayload = (user: SandboxUser) => ({
  ...userPayload(user),
  ...(user.nick === null ? {} : { nickname: user.nick }),
})

export const participantsPayload = (state: HostState) => ({
  participants: usersOf(state, state.instance?.participants ?? []).map(participantPayload),
})

export const memberPayload = (user: SandboxUser, guildId: string) => ({
  user_id: user.id,
  nick: user.nick,
  guild_id: guildId,
  avatar: null,
  avatar_decoration_data: null,
  color_string: user.color,
})

export const voiceStatePayload = (user: SandboxUser) => ({
  mute: false,
  nick: user.nick ?? user.globalName,
  user: userPayload(user),
  voice_state: { mute: false, deaf: false, self_mute: false, self_deaf: false, suppress: false },
  volume: 100,
})

export const layoutPayload = (mode: LayoutMode) => ({ layout_mode: { focused: 0, pip: 1, grid: 2 }[mode] })

export const orientationPayload = (orientation: Orientation) => ({
  screen_orientation: orientation === 'portrait' ? 0 : 1,
  orientation,
})

export const thermalPayload = (state: ThermalState) => ({ thermal_state: state })

export const usersOf = (state: HostState, handles: readonly string[]): readonly SandboxUser[] =>
  handles.flatMap(handle => state.users.find(user => user.name === handle) ?? [])
