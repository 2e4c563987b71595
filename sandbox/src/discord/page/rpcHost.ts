import { isRecord } from './read.ts'
import { RpcSession, type RpcSessionOptions } from './rpc/rpcSession.ts'

export interface RpcHostOptions extends Omit<RpcSessionOptions, 'send'> {
  readonly iframe: HTMLIFrameElement
  readonly origin: string
  /** Objects are for the sandbox itself: what the proxy's script in the page reports. */
  readonly onShimMessage: (message: unknown) => void
}

/** Binds one Activity's iframe to an `RpcSession`; nobody else's messages get through. */
export class RpcHost {
  readonly #options: RpcHostOptions
  readonly #session: RpcSession
  readonly #listener = (event: MessageEvent) => this.#receive(event)

  constructor(options: RpcHostOptions) {
    this.#options = options
    this.#session = new RpcSession({ ...options, send: message => this.post(message) })
    window.addEventListener('message', this.#listener)
  }

  dispatch(event: string, data: object): void {
    this.#session.dispatch(event, data)
  }

  /** Reaches the frame only while it shows its own origin. */
  post(message: unknown): void {
    this.#options.iframe.contentWindow?.postMessage(message, this.#options.origin)
  }

  close(): void {
    window.removeEventListener('message', this.#listener)
  }

  #receive(event: MessageEvent): void {
    const { iframe, origin, onShimMessage } = this.#options
    if (event.origin !== origin || event.source !== iframe.contentWindow) return
    if (isRecord(event.data)) onShimMessage(event.data)
    else void this.#session.receive(event.data)
  }
}
