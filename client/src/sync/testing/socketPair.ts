import type { RoomSocket, RoomSocketOptions } from '../roomSocket.ts'
import type { Timers } from '../timers.ts'

type Listener = (...frames: unknown[]) => void
type Acknowledge = (answer: unknown) => void

/** The server's end: sees what came in, answers when it likes. */
export interface ServerEnd {
  /** Frames that came in, oldest first; taken away by looking. */
  take(event: string): readonly { readonly frame: unknown; readonly acknowledge: Acknowledge }[]
  send(event: string, frame: unknown): void
  /** What the gatekeeper says from now on; null lets everybody in. */
  refuse(data: unknown): void
  /** The line breaks; the client's end tries again by itself when `active`. */
  drop(): void
  /** The server hangs up. */
  hangUp(): void
  /** Nothing listens any more, or does again. */
  setReachable(reachable: boolean): void
  readonly tokens: readonly string[]
  readonly connections: number
}

const DELAY_MS = 5
const RETRY_MS = 150

/** Two ends of a line that behave as Socket.IO's do, without a network. */
export function createSocketPair(timers: Timers): {
  readonly server: ServerEnd
  readonly open: (options: RoomSocketOptions) => RoomSocket
} {
  const listeners = new Map<string, Listener[]>()
  let inbox: { event: string; frame: unknown; acknowledge: Acknowledge }[] = []
  const tokens: string[] = []
  let refusal: unknown = null
  let reachable = true
  let connected = false
  let active = false
  let connections = 0
  let attempt = 0
  let getToken = (): Promise<string> => Promise.resolve('')

  const tell: (event: string, ...frames: unknown[]) => void = (event, ...frames) => {
    for (const listener of listeners.get(event) ?? []) listener(...frames)
  }
  const tryAgain = (): void => {
    const number = attempt
    timers.after(RETRY_MS, () => {
      if (active && number === attempt) begin()
    })
  }
  const begin = (): void => {
    const number = ++attempt
    active = true
    void getToken().then(token => timers.after(DELAY_MS, () => arrive(number, token)))
  }
  const arrive = (number: number, token: string): void => {
    if (number !== attempt || !active) return
    if (!reachable) {
      tell('connect_error', new Error('websocket error'))
      tryAgain()
      return
    }
    tokens.push(token)
    if (refusal !== null) {
      active = false
      tell('connect_error', Object.assign(new Error('refused'), { data: refusal }))
      return
    }
    connected = true
    connections++
    tell('connect')
  }
  const end = (stays: boolean): void => {
    if (!connected) return
    connected = false
    active = stays
    inbox = []
    tell('disconnect')
    if (stays) tryAgain()
  }

  const client: RoomSocket = {
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    emit: (event, ...frames) => {
      const last = frames.at(-1)
      const generation = connections
      const acknowledge: Acknowledge = answer =>
        timers.after(DELAY_MS, () => {
          if (typeof last === 'function' && connected && generation === connections) last(answer)
        })
      timers.after(DELAY_MS, () => {
        if (connected && generation === connections) inbox.push({ event, frame: frames[0], acknowledge })
      })
    },
    connect: () => {
      if (!connected) begin()
    },
    disconnect: () => {
      attempt++
      active = false
      end(false)
    },
    get active() {
      return active
    },
    get connected() {
      return connected
    },
  }

  return {
    open: options => {
      getToken = options.getToken
      return client
    },
    server: {
      take: event => {
        const taken = inbox.filter(each => each.event === event)
        inbox = inbox.filter(each => each.event !== event)
        return taken
      },
      send: (event, frame) => {
        timers.after(DELAY_MS, () => {
          if (connected) tell(event, frame)
        })
      },
      refuse: data => {
        refusal = data
      },
      drop: () => end(true),
      hangUp: () => end(false),
      setReachable: value => {
        reachable = value
      },
      tokens,
      get connections() {
        return connections
      },
    },
  }
}
