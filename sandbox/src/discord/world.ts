import { isDirectChannel } from './chat/channels.ts'
import type { HostState, NetworkConditions, SandboxUser } from './hostApi.ts'
import {
  APPLICATION,
  BOT_PERMISSIONS,
  CHANNEL,
  firstRolesOf,
  freeName,
  furtherPerson,
  GUILD,
  preparedPeople,
  ROLES,
  type SandboxRole,
} from './identities.ts'
import { createSnowflakes } from './snowflakes.ts'

/** Who may stop and see the product's server; the sandbox itself never starts it. */
export interface ServerSupervisor {
  /** SIGKILL; the supervisor starts it again by itself. */
  kill(): void
  state(): 'running' | 'stopped'
  /** Calls back whenever `state` changes; the answer ends that. */
  onChange(listener: () => void): () => void
}

export interface Instance {
  readonly id: string
  readonly launchId: string
  readonly channelId: string
  readonly participants: readonly string[]
}

/** Everything that Discord's gateway would know, and what the sandbox does to each person's line. */
export interface World {
  state(): HostState
  onChange(listener: () => void): () => void
  userByName(name: string): SandboxUser | null
  userById(id: string): SandboxUser | null
  /** null when the name is taken. */
  addPerson(name?: string): SandboxUser | null
  /** The person's roles beside `@everyone`; null for whoever has left the server. */
  rolesOf(name: string): readonly SandboxRole[] | null
  /** Gives the person these roles instead of the ones before; whoever has left comes back by it. */
  setRoles(name: string, roles: readonly SandboxRole[]): void
  /** Leaving the server leaves voice and the Activity as well. */
  leaveGuild(name: string): void
  isInVoice(name: string): boolean
  joinVoice(name: string): void
  /** Leaving voice leaves the Activity as well. */
  leaveVoice(name: string): void
  /**
   * Into the channel's instance, and out of any other. Without a channel: where the person is in an Activity already,
   * or the voice channel. null where that is the voice channel and the person isn't in it.
   */
  launch(name: string, clockOffsetMs: number, channelId?: string): Instance | null
  leaveActivity(name: string): void
  /** Of the voice channel, when no other is named. */
  instance(channelId?: string): Instance | null
  instanceById(id: string): Instance | null
  /** The bot's permissions in all channels, by Discord's bits. */
  botPermissions(): bigint
  setBotPermissions(permissions: bigint): void
  /** A snowflake nobody else has, for whatever else is made in this world. */
  nextId(): string
  clockOffsetMs(name: string): number
  conditions(name: string): NetworkConditions
  setConditions(name: string, conditions: NetworkConditions): void
  /** Epoch ms until which this person's media requests wait; 0 when they don't. */
  heldUntilMs(name: string): number
  hold(name: string, ms: number): void
  /** false when nobody supervises the server. */
  killServer(): boolean
  close(): void
}

const NO_DELAY: NetworkConditions = { oneWayMs: 0, jitterMs: 0 }

export interface WorldOptions {
  readonly now: () => number
  readonly server?: ServerSupervisor | undefined
}

export function createWorld({ now, server }: WorldOptions): World {
  const nextId = createSnowflakes(now)
  const listeners = new Set<() => void>()
  const users = new Map(preparedPeople().map(user => [user.name, user]))
  const voice = new Set<string>()
  const network = new Map<string, NetworkConditions>()
  const holds = new Map<string, number>()
  const clocks = new Map<string, number>()
  /** Of those who have been given others than they began with; null after leaving. */
  const roles = new Map<string, readonly SandboxRole[] | null>()
  /** By channel; one ends with its last participant, and whoever launches next gets another. */
  const instances = new Map<string, Instance>()
  let botPermissions = BOT_PERMISSIONS

  function changed(): void {
    for (const listener of [...listeners]) listener()
  }
  const stopWatchingServer = server?.onChange(changed)

  const instanceOf = (name: string): Instance | undefined =>
    [...instances.values()].find(({ participants }) => participants.includes(name))

  function withdraw(name: string, instance: Instance): void {
    const participants = instance.participants.filter(participant => participant !== name)
    if (participants.length === 0) instances.delete(instance.channelId)
    else instances.set(instance.channelId, { ...instance, participants })
  }

  function leaveActivity(name: string): void {
    const instance = instanceOf(name)
    if (instance === undefined) return
    withdraw(name, instance)
    changed()
  }

  function enter(name: string, channelId: string): Instance {
    const current = instanceOf(name)
    if (current?.channelId === channelId) return current
    if (current !== undefined) withdraw(name, current)
    const instance = instances.get(channelId) ?? newInstance(nextId(), channelId)
    const entered = { ...instance, participants: [...instance.participants, name] }
    instances.set(channelId, entered)
    return entered
  }

  const rolesOf = (name: string): readonly SandboxRole[] | null => {
    const given = roles.get(name)
    return given === undefined ? firstRolesOf(name) : given
  }

  function leaveVoice(name: string): void {
    if (instanceOf(name)?.channelId === CHANNEL.id) leaveActivity(name)
    if (voice.delete(name)) changed()
  }

  return {
    state: () => ({
      applicationId: APPLICATION.id,
      applicationName: APPLICATION.name,
      guild: { id: GUILD.id, name: GUILD.name },
      ownerId: GUILD.ownerId,
      channel: CHANNEL,
      users: [...users.values()],
      voice: [...voice],
      instance: instances.get(CHANNEL.id) ?? null,
      instances: [...instances.values()],
      roles: ROLES.filter(({ id }) => id !== GUILD.id).map(({ id, name }) => ({ id, name })),
      rolesOf: Object.fromEntries(
        [...users.keys()].map(name => [name, rolesOf(name)?.map(({ id }) => id) ?? null]),
      ),
      botPermissions: String(botPermissions),
      network: Object.fromEntries(network),
      server: server?.state() ?? 'running',
    }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    userByName: name => users.get(name) ?? null,
    userById: id => [...users.values()].find(user => user.id === id) ?? null,
    addPerson(wanted) {
      const name = wanted ?? freeName(new Set(users.keys()))
      if (users.has(name)) return null
      const user = furtherPerson(name, users.size)
      users.set(name, user)
      changed()
      return user
    },
    rolesOf,
    setRoles(name, given) {
      roles.set(name, given)
      changed()
    },
    leaveGuild(name) {
      roles.set(name, null)
      leaveVoice(name)
      leaveActivity(name)
      changed()
    },
    isInVoice: name => voice.has(name),
    joinVoice(name) {
      if (voice.has(name)) return
      voice.add(name)
      changed()
    },
    leaveVoice,
    launch(name, clockOffsetMs, wanted) {
      const channelId = wanted ?? instanceOf(name)?.channelId ?? CHANNEL.id
      if (channelId === CHANNEL.id && !voice.has(name)) return null
      clocks.set(name, clockOffsetMs)
      const instance = enter(name, channelId)
      changed()
      return instance
    },
    leaveActivity,
    instance: (channelId = CHANNEL.id) => instances.get(channelId) ?? null,
    instanceById: id => [...instances.values()].find(instance => instance.id === id) ?? null,
    botPermissions: () => botPermissions,
    setBotPermissions(permissions) {
      botPermissions = permissions
      changed()
    },
    nextId,
    clockOffsetMs: name => clocks.get(name) ?? 0,
    conditions: name => network.get(name) ?? NO_DELAY,
    setConditions(name, conditions) {
      if (conditions.oneWayMs === 0 && conditions.jitterMs === 0) network.delete(name)
      else network.set(name, conditions)
      changed()
    },
    heldUntilMs: name => holds.get(name) ?? 0,
    hold(name, ms) {
      holds.set(name, now() + ms)
    },
    killServer() {
      server?.kill()
      return server !== undefined
    },
    close() {
      stopWatchingServer?.()
      listeners.clear()
    },
  }
}

function newInstance(launchId: string, channelId: string): Instance {
  return { id: `i-${launchId}-${locationOf(channelId).id}`, launchId, channelId, participants: [] }
}

/** Where an Activity runs, as Discord names it: a channel of a server, or a private one. */
export function locationOf(channelId: string) {
  if (isDirectChannel(channelId)) return { id: `pc-${channelId}`, kind: 'pc', channel_id: channelId }
  return { id: `gc-${GUILD.id}-${channelId}`, kind: 'gc', channel_id: channelId, guild_id: GUILD.id }
}
