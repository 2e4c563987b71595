import { type CommandCall, type Grant, readArguments } from '../commands/command.ts'
import { commandTable } from '../commands/commandTable.ts'
import { admitSubscription } from '../commands/events.ts'
import { number, object, optional, type Reader, text } from '../read.ts'
import type { RpcContext } from './rpcContext.ts'
import {
  answer,
  closeCode,
  errorCode,
  opcode,
  type RpcAnswer,
  readWireMessage,
  refuse,
  type WireMessage,
} from './wire.ts'

export interface RpcLogEntry {
  readonly cmd: string
  readonly evt: string | null
  readonly ok: boolean
}

export interface RpcSessionOptions {
  readonly context: RpcContext
  readonly frameId: string
  readonly send: (message: WireMessage) => void
  readonly log: (entry: RpcLogEntry) => void
  /** The Activity closed itself; anything but code 1000 carries a message for the person. */
  readonly onClosed: (code: number, message: string) => void
  /** A handshake was refused, `reason` says why. */
  readonly onRefused: (reason: string) => void
  readonly onReady: () => void
}

interface CommandFrame {
  readonly cmd: string
  readonly evt: string | undefined
  readonly nonce: string
}

const readFrame: Reader<CommandFrame> = object<CommandFrame>({
  cmd: text(),
  evt: optional(text()),
  nonce: text(),
})

const readClose = object<{ readonly code: number; readonly message: string | undefined }>({
  code: number,
  message: optional(text()),
})

/** Discord's end of the conversation with one Activity frame, without the DOM. */
export class RpcSession {
  readonly #options: RpcSessionOptions
  readonly #grant: Grant = { scopes: null, presenceChangesMs: [] }
  readonly #subscriptions = new Set<string>()
  #connected = false

  constructor(options: RpcSessionOptions) {
    this.#options = options
  }

  async receive(data: unknown): Promise<void> {
    const message = readWireMessage(data)
    if (message === null) return
    const [code, payload] = message
    if (code === opcode.handshake) this.#handshake(payload)
    else if (code === opcode.frame && this.#connected) await this.#frame(payload)
    else if (code === opcode.close && this.#connected) this.#closed(payload)
  }

  /** Sends the event if the Activity has subscribed to it. */
  dispatch(event: string, data: object): void {
    if (!this.#subscriptions.has(event)) return
    this.#send({ cmd: 'DISPATCH', evt: event, nonce: null, data })
    this.#options.log({ cmd: 'DISPATCH', evt: event, ok: true })
  }

  #handshake(payload: unknown): void {
    const refusal = this.#connected
      ? // A page that navigates loses its place: what the real client would do with a second handshake is unknown.
        { code: closeCode.unsupported, message: 'This frame has already shaken hands' }
      : handshakeRefusal(payload, this.#options)
    this.#options.log({ cmd: 'HANDSHAKE', evt: null, ok: refusal === null })
    if (refusal !== null) {
      this.#options.send([opcode.close, refusal])
      this.#options.onRefused(refusal.message)
      return
    }
    this.#connected = true
    this.#send({ cmd: 'DISPATCH', evt: 'READY', nonce: null, data: readyPayload(this.#options.context) })
    this.#options.onReady()
  }

  async #frame(payload: unknown): Promise<void> {
    const frame = readArguments(readFrame, payload)
    if (!frame.ok) {
      this.#send({
        cmd: 'DISPATCH',
        evt: 'ERROR',
        nonce: null,
        data: { code: frame.code, message: frame.message },
      })
      return
    }
    const { cmd, nonce, evt } = frame.data
    const args = argumentsOf(payload)
    const result = await this.#run(frame.data, args)
    this.#send(
      result.ok
        ? { cmd, evt: null, nonce, data: result.data }
        : { cmd, evt: 'ERROR', nonce, data: { code: result.code, message: result.message } },
    )
    this.#options.log({ cmd, evt: evt ?? null, ok: result.ok })
    if (cmd === 'SUBSCRIBE' && result.ok) this.#dispatchFirst(evt, args)
  }

  async #run({ cmd, evt }: CommandFrame, args: unknown): Promise<RpcAnswer> {
    if (cmd === 'SUBSCRIBE') return this.#subscribe(evt, args)
    if (cmd === 'UNSUBSCRIBE') return this.#unsubscribe(evt)
    const command = commandTable.get(cmd)
    if (command === undefined || this.#options.context.limits.without.has(cmd))
      return refuse(errorCode.invalidCommand, `Invalid command: ${cmd}`)
    try {
      return await command(args, this.#call())
    } catch (error) {
      return refuse(errorCode.unknown, error instanceof Error ? error.message : 'Unknown Error')
    }
  }

  #subscribe(event: string | undefined, args: unknown): RpcAnswer {
    const admission = admitSubscription(event, args, this.#call())
    if (!admission.ok) return admission
    this.#subscriptions.add(admission.data.event)
    return answer({ evt: admission.data.event })
  }

  #dispatchFirst(event: string | undefined, args: unknown): void {
    const admission = admitSubscription(event, args, this.#call())
    if (admission.ok && admission.data.first !== null)
      this.dispatch(admission.data.event, admission.data.first)
  }

  #unsubscribe(event: string | undefined): RpcAnswer {
    if (event === undefined || !this.#subscriptions.delete(event)) {
      return refuse(errorCode.invalidEvent, `Invalid event: ${String(event)}`)
    }
    return answer({ evt: event })
  }

  #closed(payload: unknown): void {
    const close = readArguments(readClose, payload)
    const { code, message } = close.ok ? close.data : { code: closeCode.unsupported, message: undefined }
    this.#options.log({ cmd: 'CLOSE', evt: null, ok: code === closeCode.normal })
    this.#options.onClosed(code, message ?? '')
  }

  #call(): CommandCall {
    return { context: this.#options.context, grant: this.#grant }
  }

  #send(payload: object): void {
    this.#options.send([opcode.frame, payload])
  }
}

interface Handshake {
  readonly v: unknown
  readonly encoding: unknown
  readonly client_id: unknown
  readonly frame_id: unknown
}

const anything: Reader<unknown> = value => value
const readHandshake = object<Handshake>({
  v: anything,
  encoding: anything,
  client_id: anything,
  frame_id: anything,
})

function handshakeRefusal(payload: unknown, { context, frameId }: RpcSessionOptions) {
  const handshake = readArguments(readHandshake, payload)
  const {
    v,
    encoding,
    client_id: clientId,
    frame_id: sentFrameId,
  } = handshake.ok ? handshake.data : noHandshake
  if (v !== 1) return { code: closeCode.invalidVersion, message: 'Invalid Version' }
  if (encoding !== 'json') return { code: closeCode.invalidEncoding, message: 'Invalid Encoding' }
  if (clientId !== context.state().applicationId) {
    return { code: closeCode.invalidClientId, message: 'Invalid Client ID' }
  }
  if (sentFrameId !== frameId) return { code: closeCode.invalidClientId, message: 'Invalid Frame ID' }
  return null
}

const noHandshake: Handshake = { v: null, encoding: null, client_id: null, frame_id: null }

const readyPayload = ({ user }: RpcContext) => ({
  v: 1,
  config: { cdn_host: 'cdn.discordapp.com', api_endpoint: '//discord.com/api', environment: 'production' },
  user: {
    id: user.id,
    username: user.username,
    discriminator: '0',
    ...(user.avatar === null ? {} : { avatar: user.avatar }),
  },
})

const argumentsOf = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && 'args' in payload ? payload.args : undefined
