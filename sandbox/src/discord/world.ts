import type { HostState, NetworkConditions, SandboxUser } from './hostApi.ts'
import {
  APPLICATION,
  CHANNEL,
  firstRolesOf,
  freeName,
  furtherPerson,
  GUILD,
  preparedPeople,
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
  /** null when the person isn't in the voice channel. */
  launch(name: string, clockOffsetMs: number): Instance | null
  leaveActivity(name: string): void
  instance(): Instance | null
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
  let instance: Instance | null = null

  function changed(): void {
    for (const listener of [...listeners]) listener()
  }
  const stopWatchingServer = server?.onChange(changed)

  function leaveActivity(name: string): void {
    if (instance?.participants.includes(name) !== true) return
    const participants = instance.participants.filter(participant => participant !== name)
    // It ends with its last participant; whoever launches next gets another one.
    instance = participants.length === 0 ? null : { ...instance, participants }
    changed()
  }

  function leaveVoice(name: string): void {
    leaveActivity(name)
    if (voice.delete(name)) changed()
  }

  return {
    state: () => ({
      applicationId: APPLICATION.id,
      applicationName: APPLICATION.name,
      guild: { id: GUILD.id, name: GUILD.name },
      channel: CHANNEL,
      users: [...users.values()],
      voice: [...voice],
      instance,
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
    rolesOf(name) {
      const given = roles.get(name)
      return given === undefined ? firstRolesOf(name) : given
    },
    setRoles: (name, given) => void roles.set(name, given),
    leaveGuild(name) {
      roles.set(name, null)
      leaveVoice(name)
    },
    isInVoice: name => voice.has(name),
    joinVoice(name) {
      if (voice.has(name)) return
      voice.add(name)
      changed()
    },
    leaveVoice,
    launch(name, clockOffsetMs) {
      if (!voice.has(name)) return null
      clocks.set(name, clockOffsetMs)
      instance ??= newInstance(nextId())
      if (!instance.participants.includes(name)) {
        instance = { ...instance, participants: [...instance.participants, name] }
      }
      changed()
      return instance
    },
    leaveActivity,
    instance: () => instance,
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

function newInstance(launchId: string): Instance {
  return { id: `i-${launchId}-gc-${GUILD.id}-${CHANNEL.id}`, launchId, participants: [] }
}
