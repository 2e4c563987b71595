import type { RoomSocket } from '../../../client/src/sync/roomSocket.ts'

/** A frame on its way, with the sender's hand held out for the answer where it wants one. */
export interface Frame {
  readonly event: string
  readonly payload: unknown
  readonly acknowledge?: (answer: unknown) => void
}

/** The server's end of one connection. */
export interface ServerEnd {
  readonly open: boolean
  send(event: string, payload: unknown): void
}

export interface NetworkSide {
  /** A new connection has come in. */
  opened(end: ServerEnd): void
  received(end: ServerEnd, frame: Frame): void
  closed(end: ServerEnd): void
}

/**
 * One client's line: two queues that the test empties as it likes. A cut loses what is on its way to the client;
 * what is on its way to the server may still arrive, even after a newer connection has been made.
 */
export class SocketPair implements RoomSocket {
  readonly #server: () => NetworkSide | null
  readonly #listeners = new Map<string, ((...frames: unknown[]) => void)[]>()
  /** Frames of earlier connections that are still on their way to the server. */
  readonly #stragglers: { readonly end: ServerEnd; readonly frame: Frame }[] = []
  #toServer: Frame[] = []
  #toClient: (() => void)[] = []
  #end: (ServerEnd & { open: boolean }) | null = null
  #active = false

  constructor(server: () => NetworkSide | null) {
    this.#server = server
  }

  get active(): boolean {
    return this.#active
  }

  get connected(): boolean {
    return this.#end !== null
  }

  on(event: string, listener: (...frames: unknown[]) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }

  emit(event: string, ...frames: unknown[]): void {
    const acknowledge = frames.find(frame => typeof frame === 'function')
    const end = this.#end
    const answer = (value: unknown): void => {
      if (end?.open) this.#toClient.push(() => acknowledge?.(value))
    }
    this.#toServer.push({
      event,
      payload: frames[0] === acknowledge ? undefined : frames[0],
      ...(acknowledge ? { acknowledge: answer } : {}),
    })
  }

  connect(): void {
    this.#active = true
  }

  disconnect(): void {
    this.#active = false
    this.cut(Number.POSITIVE_INFINITY)
  }

  /** A new connection comes about, if the client wants one and there is a server. */
  open(): void {
    const server = this.#server()
    if (!this.#active || this.#end || !server) return
    const end: ServerEnd & { open: boolean } = {
      open: true,
      send: (event, payload) => {
        if (end.open) this.#toClient.push(() => this.#tell(event, payload))
      },
    }
    this.#end = end
    server.opened(end)
    this.#tell('connect')
  }

  /** The connection is lost; the last few frames towards the server go on as stragglers, those before are lost. */
  cut(stragglers: number): void {
    const end = this.#end
    if (!end) return
    end.open = false
    this.#end = null
    for (const frame of this.#toServer.slice(0, stragglers)) this.#stragglers.push({ end, frame })
    this.#toServer = []
    this.#toClient = []
    this.#server()?.closed(end)
    this.#tell('disconnect')
  }

  deliverToServer(): boolean {
    const frame = this.#end && this.#toServer.shift()
    if (!frame || !this.#end) return false
    this.#server()?.received(this.#end, frame)
    return true
  }

  deliverStraggler(): boolean {
    const straggler = this.#stragglers.shift()
    if (!straggler) return false
    this.#server()?.received(straggler.end, straggler.frame)
    return true
  }

  deliverToClient(): boolean {
    const deliver = this.#toClient.shift()
    deliver?.()
    return deliver !== undefined
  }

  /** A frame towards the client gets lost. */
  loseOne(): void {
    this.#toClient.pop()
  }

  /** The frame that is next towards the client comes twice. */
  doubleOne(): void {
    const next = this.#toClient[0]
    if (next) this.#toClient.unshift(next)
  }

  /** Two frames towards the client overtake each other. */
  swapTwo(): void {
    const [first, second, ...rest] = this.#toClient
    if (first && second) this.#toClient = [second, first, ...rest]
  }

  get quiet(): boolean {
    return this.#toServer.length + this.#toClient.length + this.#stragglers.length === 0
  }

  #tell(event: string, payload?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload)
  }
}
