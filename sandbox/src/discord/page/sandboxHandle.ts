import type { HostState, ShimSample } from '../hostApi.ts'
import type { Crowd, CrowdLogEntry } from './crowd.ts'
import type { Instruments } from './measure/instruments.ts'
import type { LayoutMode, OrientationLocks, ThermalState } from './rpc/rpcContext.ts'

/** `window.sandbox`: what tests may look at and do; nothing else of the page is reachable. */
export interface SandboxHandle {
  /** The newest state that the backend sent. */
  state(): HostState
  /** The newest sample of each person whose Activity is open here, by handle. */
  samples(): Readonly<Record<string, ShimSample>>
  /** Furthest ahead minus furthest behind at one instant; null with fewer than two videos. */
  spreadMs(): number | null
  setLayout(handle: string, mode: LayoutMode): void
  setThermal(handle: string, state: ThermalState): void
  turn(handle: string): void
  /** What the person's client shows and holds on behalf of their Activity. */
  client(handle: string): { readonly presence: string | null; readonly locks: OrientationLocks } | null
  /** Sits the person down if need be, joins voice, launches the Activity. */
  launch(handle: string): Promise<void>
  /** The person leaves the Activity, abruptly. */
  leave(handle: string): Promise<void>
  /** What the Activities asked and were sent, oldest first, the last 2 000. */
  rpcLog(): readonly CrowdLogEntry[]
}

declare global {
  interface Window {
    sandbox: SandboxHandle
  }
}

export function createSandboxHandle(crowd: Crowd, instruments: Instruments): SandboxHandle {
  return {
    state: () => crowd.state,
    samples: () => crowd.samples(),
    spreadMs: () => instruments.reading.spreadMs,
    setLayout: (handle, mode) => crowd.find(handle)?.setLayout(mode),
    setThermal: (handle, state) => crowd.find(handle)?.setThermal(state),
    turn: handle => crowd.find(handle)?.turn(),
    client: handle => {
      const person = crowd.find(handle)
      return person === null ? null : { presence: person.presence, locks: person.locks }
    },
    launch: async handle => {
      if (crowd.find(handle) === null) await crowd.seat([handle])
      await crowd.enter(handle)
    },
    leave: async handle => crowd.find(handle)?.leave(),
    rpcLog: () => crowd.log,
  }
}
