import type { Presence as PresenceFrame, Telemetry } from '@kaltura-discord/shared/protocol/frames.ts'
import type { RoomClock } from '../platform/roomClock.ts'
import type { Connections } from './connections.ts'

/** Telemetry is passed on at most this often; a changed state sooner, but not in a flood, ms. */
const USUAL_GAP_MS = 1_000
const CHANGE_GAP_MS = 100

/** What the others are shown of somebody who has only just come. */
const UNKNOWN: Telemetry = { state: 'loading', errorS: null, bufferedS: 0, oneWayP95Ms: 0 }

interface Scene {
  readonly members: Map<string, Telemetry>
  sentAtMs: number
  dueAtMs: number
  timer: NodeJS.Timeout | null
}

interface PresenceOptions {
  readonly clock: RoomClock
  readonly connections: Connections
}

/** How everybody's player is doing: never stored, and nobody minds when a frame gets lost. */
export class Presence {
  readonly #options: PresenceOptions
  readonly #scenes = new Map<string, Scene>()

  constructor(options: PresenceOptions) {
    this.#options = options
  }

  came(instanceId: string, memberId: string): void {
    this.#sceneOf(instanceId).members.set(memberId, UNKNOWN)
    this.#send(instanceId, CHANGE_GAP_MS)
  }

  update(instanceId: string, memberId: string, telemetry: Telemetry): void {
    const scene = this.#sceneOf(instanceId)
    const before = scene.members.get(memberId)
    const changed =
      before?.state !== telemetry.state || String(before.cannotWatch) !== String(telemetry.cannotWatch)
    scene.members.set(memberId, telemetry)
    this.#send(instanceId, changed ? CHANGE_GAP_MS : USUAL_GAP_MS)
  }

  went(instanceId: string, memberId: string): void {
    const scene = this.#scenes.get(instanceId)
    if (!scene?.members.delete(memberId)) return
    if (scene.members.size > 0) return this.#send(instanceId, CHANGE_GAP_MS)
    if (scene.timer) clearTimeout(scene.timer)
    this.#scenes.delete(instanceId)
  }

  /** 95th percentiles of the members' one-way delays, ms. */
  oneWayP95sMs(instanceId: string): number[] {
    return [...(this.#scenes.get(instanceId)?.members.values() ?? [])].map(telemetry => telemetry.oneWayP95Ms)
  }

  close(): void {
    for (const { timer } of this.#scenes.values()) if (timer) clearTimeout(timer)
    this.#scenes.clear()
  }

  #sceneOf(instanceId: string): Scene {
    const known = this.#scenes.get(instanceId)
    if (known) return known
    const scene: Scene = { members: new Map(), sentAtMs: Number.NEGATIVE_INFINITY, dueAtMs: 0, timer: null }
    this.#scenes.set(instanceId, scene)
    return scene
  }

  /** What comes within the gap travels together. */
  #send(instanceId: string, gapMs: number): void {
    const scene = this.#sceneOf(instanceId)
    const nowMs = this.#options.clock.nowMs()
    const dueAtMs = Math.max(nowMs, scene.sentAtMs + gapMs)
    if (scene.timer && scene.dueAtMs <= dueAtMs) return
    if (scene.timer) clearTimeout(scene.timer)
    scene.dueAtMs = dueAtMs
    scene.timer = setTimeout(() => this.#flush(instanceId, scene), dueAtMs - nowMs).unref()
  }

  #flush(instanceId: string, scene: Scene): void {
    scene.timer = null
    scene.sentAtMs = this.#options.clock.nowMs()
    const members: PresenceFrame['members'] = {}
    for (const [id, { state, errorS, cannotWatch }] of scene.members)
      members[id] = cannotWatch ? { state, errorS, cannotWatch } : { state, errorS }
    for (const connection of this.#options.connections.of(instanceId)) connection.sendPresence({ members })
  }
}
